# What a form is filled with. Input: {order, checkout}. The links are the addresses under which the platform answers.
.checkout as $checkout
| {
    order, checkout,
    links: {
      return: return_url($checkout.gateway; $checkout.reference),
      confirmation: webhook_url($checkout.gateway; $checkout.reference)
    }
  }
