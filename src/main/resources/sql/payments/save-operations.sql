-- The operations of a decision, as they are now.
with saved as (
insert into operation (gateway, operation_id, checkout_id, parent_id, kind, standing, status_code, type, total, currency, refunded, two_step,
  dispute, evidence, approval_number, method, payment_url, claim_standing, claim_code, claim_total, claim_reason, booked, booked_refund, updated)
select c.gateway, o.operation_id, c.id, o.parent_id, o.kind, o.standing, o.status_code, o.type, o.total, o.currency, o.refunded, o.two_step,
  o.dispute, o.evidence, o.approval_number, o.method, o.payment_url, o.claim_standing, o.claim_code, o.claim_total, o.claim_reason,
  o.booked, o.booked_refund, o.updated
from jsonb_populate_recordset(null::operation, cast(:?decision as jsonb)->'operations') o, checkout c
where c.merchant = 'default' and c.reference = :?reference
on conflict (merchant, gateway, operation_id) do update set
  parent_id = excluded.parent_id, standing = excluded.standing, status_code = excluded.status_code, type = excluded.type,
  total = excluded.total, currency = excluded.currency, refunded = excluded.refunded, two_step = excluded.two_step,
  dispute = excluded.dispute, evidence = excluded.evidence, approval_number = excluded.approval_number, method = excluded.method,
  payment_url = excluded.payment_url, claim_standing = excluded.claim_standing, claim_code = excluded.claim_code,
  claim_total = excluded.claim_total, claim_reason = excluded.claim_reason, booked = excluded.booked,
  booked_refund = excluded.booked_refund, updated = excluded.updated
where operation.checkout_id = excluded.checkout_id
returning 1)
select count(*)::text from saved
