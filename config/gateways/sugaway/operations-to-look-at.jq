# Which operations are to be asked about by their ids: those that an unconfirmed message spoke of, and those of the list that are
# new, have changed, or are reversals (whose amounts the list does not tell). Input: the list's answer; variable "question".
variable("question") as $question
| ($question.known | map({key: .operation_id, value: (.status_code // "")}) | from_entries) as $known
| ([(.content.data // []) | if type == "array" then .[] else empty end
    | select(type == "object" and .uid != null)
    | {id: (.uid | tostring), code: (.status // "" | tostring)}
    | select($known[.id] != .code or (.code | startswith("6")))
    | .id]
  + $question.claimed)
| unique
| map(select(test("^[A-Za-z0-9_-]{1,64}$") and (startswith("GRP-") | not)))
| .[0:20]
