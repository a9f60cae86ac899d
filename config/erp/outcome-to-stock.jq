# An outcome as an effect on the ERP's stock. Input: the outcome. The key is the same for every repeat of the same effect: each
# happens once for a reference, but for a reservation after a release, a longer hold, and goods that come back.
variable("action") as $action
| (if $action == "reserve" and .stock == "released" then .operation_id
   elif $action == "extend" then .hold_until
   elif $action == "return" then .movement
   else "" end) as $movement
| (if $action == "return" then .operation_id else "" end) as $operation
| effect_id(.reference; "stock/" + $action; $operation; $movement) as $effect_id
| {
    effect_id: $effect_id,
    destination: "stock",
    action: $action,
    gateway, reference, erp_order_id,
    body: {
      effectId: $effect_id,
      action: $action,
      orderId: .erp_order_id,
      reference: .reference,
      occurredAt: .occurred_at,
      test: .test,
      holdUntil: (if $action == "reserve" or $action == "extend" then .hold_until else null end),
      lines: variable("lines"),
      cause: {event: .event, statusCode: .status_code, type: .type}
    }
  }
