# What Sugaway tells of an operation: the "data" of its messages and the "transaction" of its answers. Input: the simulator's report.
def money_of: {ARS: {code: "ARS", text: "Peso Argentino", symbol: "$"}, TEST: {code: "TEST", text: "Test Money", symbol: "T$"}}[.];
def at_scale($amount; $currency): $amount | number($currency);
. as $report
| .source.installment as $plan
| {
    result: true,
    view: (if .type == "cash" then {type: "cash", options: {barcode: true}} else {type: .type} end),
    payment: {
      id: .id,
      description: .description,
      operation: {type: (if .two_step then "payment.2-step" else "payment.v2" end)},
      status: {code: .status, text: .text, message: .message},
      total: at_scale(.told; .currency),
      currency: (.currency | money_of),
      riskAnalysis: {band: "N/A", level: "N/A"},
      created: .created,
      updated: .updated,
      reference: .reference,
      source: (.source
        | if $plan then .installment.amount = at_scale($plan.amount; $report.currency) else . end
        | if .transaction and .transaction.authorizationCode == null then del(.transaction) else . end)
    },
    entity: {name: "Sandbox Shop", uid: "entSandbox1"},
    customer: .customer,
    user: {name: .customer.name, email: .customer.email},
    source: (.source | {name, type, reference}),
    checkout: {uid: .checkout_id, total: at_scale(.checkout_total; .checkout_currency), currency: .checkout_currency}
  }
