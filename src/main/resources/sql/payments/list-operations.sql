select coalesce(jsonb_agg(to_jsonb(o) order by o.id), '[]')::text
from operation o join checkout c on c.id = o.checkout_id
where c.merchant = 'default' and c.reference = :?reference
