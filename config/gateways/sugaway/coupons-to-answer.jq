# What Sugaway knows of a reference, as the answer to our question. Input: the list's answer {sent, status, content};
# variables: "question", "details" (one event for each operation that was asked about by its id, or null).
# Asked means: HTTP 200, result:true and a list in which every row is of our reference. Anything else proves nothing.
def word: if . == null or . == "" then null else tostring end;
variable("question") as $question
| (variable("details") | if type == "array" then . else [] end) as $details
| (.status == 200 and .content.result == true and (.content.data | type) == "array"
    and ([.content.data[] | select(type != "object" or .reference != $question.reference or (.uid | word) == null)] | length) == 0) as $asked
| (if $asked then [.content.data[] | {
      event: "operation",
      reference: .reference,
      operation_id: (.uid | tostring),
      kind: (if (.uid | tostring | startswith("CHD-")) then "child" else "payment" end),
      status_code: (.status | word),
      total: (.total | word),
      currency: (.currency | if type == "object" then (.value // .code) else . end | word),
      updated: (.updated // .created | word)
    }] else [] end) as $rows
| ([$details[] | select(. != null and .operation_id != null and .status_code != null and .reference == $question.reference)]) as $known
| {
    asked: $asked,
    listed: [$rows[].operation_id],
    alarm: (.status == 401 or .status == 403),
    wait_seconds: (.retry_after | if . != null and (tostring | test("^[0-9]{1,5}$")) then tonumber else null end),
    endpoint_digest: variable("endpointDigest"),
    confirmed: [$known[].operation_id],
    events: ([$rows[] | . as $row | ([$known[] | select(.operation_id == $row.operation_id)][0] // $row)]
      + [$known[] | . as $event | select([$rows[] | select(.operation_id == $event.operation_id)] | length == 0)]
      | map(. + {source: "query", evidence: "queried"})
      | map(select(.operation_id | startswith("GRP-") | not)))
  }
