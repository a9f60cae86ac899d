# What became of a file's orders. Input: one {reference} or {errors} for each, in the file's order; variable "answers": the ledger's
# answer rows by reference.
def answer: {
  orderId: .erp_order_id, reference, gateway, state,
  payUrl: (if .checkout_url then pay_url(.gateway; .reference) else null end),
  checkoutUrl: .checkout_url, expiresAt: .expires_at,
  total: (.currency as $currency | .total | money($currency)), currency, warnings,
  errors: (if .state == "REJECTED" then [{path: "", code: (.refusal_code // "refused"), message: (.refusal_message // "refused")}] else [] end)
};
variable("answers") as $answers
| . as $taken
| [range(0; length) | . as $i | $taken[$i]
    | (if .errors then {errors} else ($answers[.reference] | answer) end)
    | {index: $i, accepted: ((.errors | length) == 0)} + .]
