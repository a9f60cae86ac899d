# What an operator says of a payment, as an event of its checkout. Input: the form.
{
  event: "ruled",
  source: "operator",
  evidence: "operator",
  kind: "payment",
  operation_id: (.operation // "" | gsub("^\\s+|\\s+$"; "") | if . == "" then variable("reference") else .[:100] end),
  ruling: (if .ruling == "paid" then "paid" else "failed" end),
  total: (.amount // "" | if test("^[0-9]{1,12}([.][0-9]{1,4})?$") then . else null end),
  updated: variable("clock").now,
  actor: variable("actor"),
  about: (if .ruling == "paid" then "paid" else "not paid" end),
  reason: variable("why")
}
