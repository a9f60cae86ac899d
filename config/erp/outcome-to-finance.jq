# An outcome as an effect on the ERP's books. Input: the outcome. The key: the operation, and the movement where one operation has
# several (the cumulative total of a refund, what a void cancels, the reason of an exception).
variable("action") as $action
| (if $action == "refund" or $action == "void" or $action == "exception" then .movement else "" end) as $movement
| effect_id(.reference; "finance/" + $action; .operation_id; $movement) as $effect_id
| {
    effectId: $effect_id,
    action: $action,
    orderId: .erp_order_id,
    reference: .reference,
    occurredAt: .occurred_at,
    test: .test,
    amount: .amount,
    currency: .currency,
    orderTotal: .order_total,
    operationId: .operation_id,
    approvalNumber: .approval_number,
    method: .method,
    superseded: .superseded,
    cause: {event: .event, statusCode: .status_code, type: .type}
  } as $body
| {
    effect_id: $effect_id,
    destination: "finance",
    action: $action,
    gateway, reference, erp_order_id,
    body: ($body + (
      if $action == "receipt" then {financialCharge: .financial_charge, late: .late}
      elif $action == "refund" then {refundedTotal: .refunded_total}
      elif $action == "void" then {cancels: .cancels}
      elif $action == "exception" then {reason: .reason}
      else {} end))
  }
