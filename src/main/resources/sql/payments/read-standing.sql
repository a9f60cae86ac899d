-- What is known of a checkout that is locked: its operations, oldest first; whether the ERP was promised a verdict; and whether the buyer was
-- led to the platform, and the platform's own list has not had it as refused since. A message that it was refused is about one attempt: on
-- the same page there may be another.
select jsonb_build_object(
  'verdict_due', (select o.verdict_due from customer_order o where o.id = c.order_id),
  'operations', coalesce((select jsonb_agg(to_jsonb(o) order by o.id) from operation o where o.checkout_id = c.id), '[]'),
  'unanswered', c.served_at is not null and not exists (
    select 1 from operation o where o.checkout_id = c.id and o.standing = 'failed' and o.evidence in ('queried', 'operator') and o.seen_at > c.served_at))::text
from checkout c
where c.merchant = 'default' and c.reference = :?reference
