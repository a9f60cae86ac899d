-- Of the operations that a sweep saw: the references of ours about which the platform says something that we do not know.
select coalesce(jsonb_agg(distinct jsonb_build_object('gateway', c.gateway, 'reference', c.reference)), '[]')::text
from jsonb_to_recordset(cast(:?swept as jsonb)) s(operation_id text, reference text, status_code text)
join checkout c on c.merchant = 'default' and c.gateway = :?gateway and c.reference = s.reference
left join operation o on o.checkout_id = c.id and o.operation_id = s.operation_id
where o.id is null or o.status_code is distinct from s.status_code
