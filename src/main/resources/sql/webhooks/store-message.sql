-- A message that a buyer brought, stored before it is judged. Null when it is there already.
insert into webhook_inbox (gateway, reference, content_type, body, dedup_key)
select :?gateway, :?reference, 'application/x-www-form-urlencoded', decode(m->>'body', 'base64'), m->>'dedup_key'
from (select cast(:?message as jsonb) m) x
on conflict (merchant, coalesce(reference, ''), dedup_key) do nothing
returning id::text
