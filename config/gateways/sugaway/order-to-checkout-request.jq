# An order as Sugaway's request for a checkout (POST /p/checkout). Input: {order, checkout, policy, version}.
# Amounts are JSON numbers, the timeout is an integer: the platform takes neither as text.
.order as $order
| .checkout as $checkout
| .policy as $policy
| .version as $version
| ($order.currency) as $currency
| {
    total: ($order.total | number($currency)),
    currency: $currency,
    description: ("Pedido " + $order.orderId),
    reference: $checkout.reference,
    test: $checkout.test,
    return_url: return_url($checkout.gateway; $checkout.reference),
    webhook: webhook_url($checkout.gateway; $checkout.reference),
    webhooksType: $order.webhooksType,
    timeout: $order.timeoutMinutes,
    customer: (
      {
        identification: ($order.customer.identification | gsub("[^0-9A-Za-z]"; "")),
        email: $order.customer.email,
        name: $order.customer.name
      }
      + (if $order.customer.phone then {phone: $order.customer.phone} else {} end)
      + (if $order.customer.id then {uid: $order.customer.id} else {} end)),
    items: [$order.items[]
      | if .type == "subscription"
        then {type: "subscription", reference: .reference, total: (.total | number($currency))}
        else
          {quantity: (.quantity // "1" | tonumber), description: .description, total: (.total | number($currency))}
          + (if .image then {image: .image} else {} end)
        end],
    options: {
      platform: {name: "checkout-bridge", version: $version},
      emitNotifications: ($policy == "platform"),
      emitCustomerSuccessNotification: ($policy == "platform"),
      emitCustomerFailureNotification: ($policy == "platform"),
      emitCustomerWaitingNotification: ($policy == "platform")
    }
  }
  + (if $order.sources then {sources: $order.sources} else {} end)
  + (if $order.installments then {installments: $order.installments} else {} end)
