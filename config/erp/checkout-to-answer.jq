# What the ERP is told of a checkout: the answer to its order, the result in a file, the verdict that is posted later.
# Input: the ledger's answer row.
{
  orderId: .erp_order_id,
  reference: .reference,
  gateway: .gateway,
  state: .state,
  payUrl: (if .checkout_url then pay_url(.gateway; .reference) else null end),
  checkoutUrl: .checkout_url,
  expiresAt: .expires_at,
  total: (.currency as $currency | .total | money($currency)),
  currency: .currency,
  warnings: .warnings
}
