# Sugaway's answer to a deletion, as the delivery of an effect is judged by it. Input: {sent, status, content, retry_after, error}.
# HTTP 200 with result:false is a refusal too. A status that says more, such as 401 for our own keys, is left as it is.
(if .status >= 200 and .status < 300 and .content.result == false then .status = 400 | .error = "refused" else . end)
| .content = null
