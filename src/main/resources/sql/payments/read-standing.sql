-- What is known of a checkout that is locked: its operations, oldest first, and whether a person is to look at something of it.
select jsonb_build_object(
  'operations', coalesce((select jsonb_agg(to_jsonb(o) order by o.id) from operation o where o.checkout_id = c.id), '[]'),
  'excepted', exists (
    select 1 from payment_exception x where x.merchant = c.merchant and x.reference = c.reference and x.closed_at is null))::text
from checkout c
where c.merchant = 'default' and c.reference = :?reference
