# A page of Sugaway's search as the sweep reads it. Input: {sent, status, content}. Null when it is no page.
if .status == 200 and .content.result == true and (.content.data | type) == "object" and (.content.data.docs | type) == "array" then
  {
    more: ((.content.data.docs | length) >= 50),
    operations: [.content.data.docs[]
      | select(type == "object" and .uid != null and .reference != null)
      | {operation_id: (.uid | tostring), reference: (.reference | tostring), status_code: (.status | tostring)}]
  }
else null end
