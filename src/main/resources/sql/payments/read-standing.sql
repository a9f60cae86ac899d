-- What is known of a checkout that is locked: its operations, oldest first.
select jsonb_build_object(
  'operations', coalesce((select jsonb_agg(to_jsonb(o) order by o.id) from operation o where o.checkout_id = c.id), '[]'))::text
from checkout c
where c.merchant = 'default' and c.reference = :?reference
