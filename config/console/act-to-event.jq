# An operator's act that changes no payment, as an event of its checkout. Input: the act.
{
  event: "noted",
  source: "operator",
  evidence: "operator",
  act: ({resend: "resent", replay: "replayed", ask: "asked", retry: "resent", take: "taken", reveal: "revealed"}[.]),
  actor: variable("actor"),
  about: variable("about"),
  reason: (variable("why") | if . == "" then "by hand" else . end)
}
