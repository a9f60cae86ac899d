# An effect that its receiver refused, as an outcome that needs a person. Input: the effect's row.
{
  happened: "excepted",
  reason: "erp-refused",
  event: (.body.cause.event // "opened"),
  status_code: .body.cause.statusCode,
  type: (.body.cause.type // "none"),
  gateway, reference, erp_order_id,
  test: (.body.test // false),
  superseded: false,
  late: false,
  stock: "none",
  occurred_at: .body.occurredAt,
  operation_id: .body.operationId,
  about: .effect_id,
  amount: .body.amount,
  currency: .body.currency,
  order_total: .body.orderTotal,
  movement: ("erp-refused/" + .effect_id),
  detail: (.destination + "/" + .action)
}
