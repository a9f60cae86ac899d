# Sugaway's answer to a creation as a payment event. Input: {sent, status, content, retry_after, error}. It has two families of
# errors: HTTP 4xx and 5xx, and HTTP 200 with result:false. What is neither a yes nor a no is unclear: the checkout may exist.
def refusal: {
  event: "refused",
  code: (.content.code // "refused" | tostring),
  message: ([.content.error, .content.status_message] | map(select(. != null) | tostring) | join(" ") | if . == "" then "the platform refused the order" else . end)
};
def later: {
  event: "deferred",
  wait_seconds: (.retry_after | if . != null and (tostring | test("^[0-9]{1,5}$")) then tonumber else null end)
};
({source: "creation", evidence: "queried"} + (
  if .sent == false then later
  elif .status == 401 or .status == 403 then later + {alarm: true}
  elif .status == 429 then later
  elif .status >= 200 and .status < 300 and .content.result == true and (.content.data | type) == "object"
      and .content.data.id and .content.data.url then
    {event: "opened", platform_checkout_id: (.content.data.id | tostring), checkout_url: .content.data.url}
  elif .status >= 200 and .status < 300 and .content.result == false then refusal
  elif .status >= 400 and .status < 500 and .status != 408 and .content.result == false then refusal
  elif .status >= 400 and .status < 500 and .status != 408 then later + {alarm: true}
  else {event: "unclear"}
  end))
