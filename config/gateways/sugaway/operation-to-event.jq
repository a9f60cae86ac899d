# One operation of Sugaway as a payment event. Input: the tree {view, payment, checkout, ...} that webhooks carry as "data" and
# queries as "data.transaction"; every node may be missing; from a form every value is text, and a node of nothing is an empty text.
def word: if . == null or . == "" then null else tostring end;
def node: if type == "object" then . else {} end;
def code: if type == "object" then (.code // .value) else . end | word;
def amount: word | if . != null and test("^-?[0-9]{1,15}([.][0-9]{1,10})?([eE][+-]?[0-9]{1,2})?$") then . else null end;
def time: word | if . != null and test("^[12][0-9]{3}-[0-9]{2}-[0-9]{2}T[0-9:.]+(Z|[+-][0-9:]+)$") then instant else null end;
def kind_of_payment:
  {card: "card", cash: "cash", banktransfer: "transfer", khipu: "transfer", debin: "transfer", prismaqr: "transfer", qr: "transfer"}[. // ""]
  // "none";
node
| (.payment | node) as $payment
| ($payment.source | node) as $source
| (.checkout | node) as $checkout
| ($payment.id | word) as $id
| (($source.type // (.view | node | .type) // (.source | node | .type)) | word | kind_of_payment) as $type
| ($source.number | word) as $number
| {
    event: "operation",
    reference: ($payment.reference | word),
    platform_checkout_id: ($checkout.uid | word),
    operation_id: $id,
    kind: (if $id != null and ($id | startswith("CHD-")) then "child" else "payment" end),
    status_code: ($payment.status | node | .code | word),
    type: $type,
    total: ($payment.total | amount),
    currency: ($payment.currency | code),
    checkout_total: ($checkout.total | amount),
    checkout_currency: ($checkout.currency | code),
    two_step: (($payment.operation | node | .type) == "payment.2-step"),
    approval_number: ($source.transaction | node | .authorizationCode | word),
    method: (if $source == {} then null else {
      type: $type,
      brand: (($source.reference // $source.name) | word),
      last4: (if $number != null and ($number | test("[0-9]{4}$")) then $number[-4:] else null end),
      installments: ($source.installment | node | .count | word | if . != null and test("^[0-9]{1,3}$") then tonumber else null end)
    } end),
    payment_url: ($source.url | word),
    updated: (($payment.updated | time) // ($payment.created | time))
  }
