# A verdict, posted to the ERP's orders address: the answer that its order would have got. Input: the ledger's answer row.
effect_id(.reference; "orders/verdict"; ""; .state) as $effect_id
| {
    effect_id: $effect_id,
    destination: "orders",
    action: "verdict",
    gateway, reference, erp_order_id,
    body: {
      effectId: $effect_id,
      action: "verdict",
      orderId: .erp_order_id,
      reference: .reference,
      gateway: .gateway,
      state: .state,
      payUrl: (if .checkout_url then pay_url(.gateway; .reference) else null end),
      checkoutUrl: .checkout_url,
      expiresAt: .expires_at,
      total: (.currency as $currency | .total | money($currency)),
      currency: .currency,
      warnings: .warnings,
      errors: (if .refusal_code then [{path: "", code: .refusal_code, message: .refusal_message}] else [] end)
    }
  }
