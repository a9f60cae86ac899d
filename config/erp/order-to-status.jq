# All that the ERP may see of an order. Input: the ledger's status row.
def amount: .currency as $currency | .amount | money($currency);
{
  orderId: .erp_order_id,
  state: .state,
  checkouts: [.checkouts[] | {
    reference, gateway, state,
    total: (.currency as $currency | .total | money($currency)),
    currency,
    payUrl: (if .checkout_url then pay_url(.gateway; .reference) else null end),
    checkoutUrl: .checkout_url,
    expiresAt: .expires_at,
    platformCheckoutId: .platform_checkout_id
  }],
  events: [.events[] | {
    at, reference, event, statusCode: .status_code, type, from, to, source, operationId: .operation_id,
    amount: (if .amount then amount else null end)
  }],
  effects: [.effects[] | {
    effectId: .effect_id, action, destination, reference, state, attempts, lastError: .last_error, deliveredAt: .delivered_at
  }]
}
+ (if .tax_split then {taxSplit: .tax_split} else {} end)
