# An outcome as a letter. Input: the outcome. Whom it is for is looked up when it is sent: the outbox holds nothing personal.
(variable("audience") + "-" + variable("letter")) as $letter
| effect_id(.reference; "mail/" + $letter; .operation_id; .movement) as $effect_id
| {
    effect_id: $effect_id,
    destination: "mail",
    action: $letter,
    gateway, reference, erp_order_id,
    body: {
      effectId: $effect_id,
      audience: variable("audience"),
      letter: variable("letter"),
      occurredAt: .occurred_at,
      test, amount, currency, type,
      operationId: .operation_id,
      approvalNumber: .approval_number,
      method: .method,
      paymentUrl: .payment_url,
      reason: .reason
    }
  }
