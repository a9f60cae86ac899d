-- A customer that came complete is known by id from then on.
insert into customer (customer_id, name, email, document_type, identification, phone)
select c->>'id', c->>'name', c->>'email', c->>'documentType', c->>'identification', c->>'phone'
from (select cast(:?order as jsonb)->'customer' c) o
where c->>'id' is not null
on conflict (merchant, customer_id) do update set
  name = excluded.name, email = excluded.email, document_type = excluded.document_type,
  identification = excluded.identification, phone = excluded.phone, updated_at = now()
returning '{}'
