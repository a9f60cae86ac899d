-- Checkouts whose time has passed, and one that a buyer lets expire, end. Those for which nothing is paid, or being paid, are to be
-- told of.
with ended as (
  update sandbox.checkout c set ended_at = now()
  where c.ended_at is null and (c.expires_at <= now() or c.id = :?platformCheckoutId)
  returning c.*)
select coalesce(jsonb_agg(jsonb_build_object(
  'id', e.id, 'reference', e.reference, 'total', e.total, 'currency', e.currency,
  'failed', (select o.id from sandbox.operation o where o.checkout_id = e.id order by o.created_at desc limit 1))), '[]')::text
from ended e
where not exists (
  select 1 from sandbox.operation o join sandbox.status s on s.code = o.status where o.checkout_id = e.id and s.holds)
