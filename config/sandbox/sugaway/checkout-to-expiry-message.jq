# The message that a checkout has expired. Its shape is not documented; readers of the platform expect three (sandbox.expired-shape).
# Input: the checkout; variable "expiredShape".
def name_it: {uid: .id, total: (. as $checkout | .total | number($checkout.currency)), currency: .currency};
({
  bare: {type: "checkout:expired", checkout: name_it, reference: .reference},
  status: {
    type: "checkout:expired",
    data: {result: false, status: {code: "401", text: "Expirada", message: "Checkout vencido"}, reference: .reference, checkout: name_it}
  },
  payment: {
    type: "checkout:expired",
    data: {
      result: false,
      payment: {id: (.failed // ""), status: {code: "401", text: "Expirada", message: "Checkout vencido"}, reference: .reference},
      checkout: name_it
    }
  }
}[variable("expiredShape")])
