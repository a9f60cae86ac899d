# The operations of a reference as Sugaway lists them. Input: the simulator's reports, newest first.
{
  result: true,
  data: [.[] | {
    uid: .id,
    status: .status,
    reference: .reference,
    total: (. as $report | .told | number($report.currency)),
    created: .created,
    updated: .updated,
    currency: {value: .currency, symbol: (if .currency == "TEST" then "T$" else "$" end)},
    childs: []
  }]
}
