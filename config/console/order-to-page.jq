# An order as its page shows it: who bought it is masked until somebody asks for it by an act. Input: the ledger's order.
def masked: if . == null or . == "" then null else .[:1] + "•••" end;
variable("revealed") as $revealed
| (.customer // {}) as $customer
| . + {
    revealed: $revealed,
    customer: {
      name: (if $revealed then $customer.name else $customer.name | masked end),
      email: (if $revealed then $customer.email
        elif $customer.email == null then null
        else ($customer.email | masked) + "@" + ($customer.email | split("@") | .[-1] | masked) end),
      document: (if $revealed then [$customer.documentType, $customer.identification] | map(select(. != null)) | join(" ")
        else $customer.identification | masked end),
      phone: (if $revealed then $customer.phone else $customer.phone | masked end)
    },
    open: [.exceptions[] | select(.closed_at == null)],
    settled: [.exceptions[] | select(.closed_at != null)],
    in_question: [.checkouts[] as $checkout
      | .operations[]
      | select(.reference == $checkout.reference and .kind == "payment" and (.receipt | not))
      | select(.standing == "unknown" or .dispute != null or .claim_standing != null)
      | . + {review: ($checkout.state == "REVIEW"),
          rulings: ((if $checkout.state == "REVIEW" then ["paid"] else [] end)
            + (if .standing == "paid" or (.standing | test("refunded|voided")) then [] else ["failed"] end))}],
    unheard: (variable("unasked") as $unasked
      | [.checkouts[] | select(.expired and (.state == "OPEN" or .state == "WAITING" or .state == "IN_REVIEW"))
          | select(.gateway as $gateway | $unasked | index($gateway) != null)]),
    undelivered: [.happened[] | select((.kind == "effect" or .kind == "mail") and .state != "DELIVERED")]
  }
