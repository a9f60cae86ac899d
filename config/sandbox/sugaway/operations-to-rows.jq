# The rows of an answer about one operation, or a reference, as Sugaway keeps its transactions. Input: the simulator's reports.
[.[] | {
  uid: .id,
  utid: "",
  status: .status,
  description: .description,
  message: .message,
  type: "payment",
  total: (. as $report | .told | number($report.currency)),
  references: [],
  currency: {value: .currency, label: (if .currency == "TEST" then "Test Money" else "Peso Argentino" end), symbol: (if .currency == "TEST" then "T$" else "$" end), hidden: false},
  updated: .updated,
  created: .created
}]
