# That an operator has seen to an exception. Input: the exception.
{
  event: "cleared",
  source: "operator",
  evidence: "operator",
  code: .reason,
  message: .operation_id,
  act: "cleared",
  actor: variable("actor"),
  about: .reason,
  reason: variable("why")
}
