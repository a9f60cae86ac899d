# An outcome as a command to its platform. Input: the outcome.
effect_id(.reference; .gateway + "/delete-checkout"; ""; .platform_checkout_id) as $effect_id
| {
    effect_id: $effect_id,
    destination: .gateway,
    action: "delete-checkout",
    gateway, reference, erp_order_id,
    body: {effectId: $effect_id, platformCheckoutId: .platform_checkout_id}
  }
