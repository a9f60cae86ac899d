-- What a question about a checkout starts from: which operations an unsigned message spoke of that nobody has confirmed. It is being asked
-- now; what is read here is how it was before.
with asked as (
  update checkout set asked_at = now() where merchant = 'default' and reference = :?reference)
select jsonb_build_object(
  'gateway', c.gateway, 'reference', c.reference, 'state', c.state,
  'asked_lately', coalesce(c.asked_at > now() - interval '3 seconds', false),
  'claimed', coalesce((select jsonb_agg(o.operation_id) from operation o where o.checkout_id = c.id and o.claim_standing is not null), '[]'),
  'known', coalesce((select jsonb_agg(jsonb_build_object('operation_id', o.operation_id, 'status_code', o.status_code)) from operation o where o.checkout_id = c.id), '[]'))::text
from checkout c
where c.merchant = 'default' and c.reference = :?reference
