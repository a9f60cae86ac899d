# One operation of Sugaway as a payment event. Input: the tree {view, payment, checkout, ...} that webhooks carry as "data" and
# queries as "data.transaction"; every node may be missing, and from a form every value is text.
def word: if . == null or . == "" then null else tostring end;
def time: word | if . != null and test("^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+(Z|[+-][0-9:]+)$") then . else null end;
def kind_of_payment:
  {card: "card", cash: "cash", banktransfer: "transfer", khipu: "transfer", debin: "transfer", prismaqr: "transfer", qr: "transfer"}[. // ""]
  // "none";
(.payment // {}) as $payment
| ($payment.source // {}) as $source
| ($payment.id | word) as $id
| (($source.type // .view.type // .source.type) | word | kind_of_payment) as $type
| ($source.number | word) as $number
| {
    event: "operation",
    reference: ($payment.reference | word),
    platform_checkout_id: (.checkout.uid | word),
    operation_id: $id,
    kind: (if $id != null and ($id | startswith("CHD-")) then "child" else "payment" end),
    status_code: ($payment.status.code | word),
    type: $type,
    total: ($payment.total | word),
    currency: ($payment.currency.code // $payment.currency.value | word),
    checkout_total: (.checkout.total | word),
    checkout_currency: (.checkout.currency | word),
    two_step: ($payment.operation.type == "payment.2-step"),
    approval_number: ($source.transaction.authorizationCode | word),
    method: (if $source == {} then null else {
      type: $type,
      brand: (($source.reference // $source.name) | word),
      last4: (if $number != null and ($number | test("[0-9]{4}$")) then $number[-4:] else null end),
      installments: ($source.installment.count | word | if . != null and test("^[0-9]{1,3}$") then tonumber else null end)
    } end),
    payment_url: ($source.url | word),
    updated: (($payment.updated | time) // ($payment.created | time))
  }
