-- A payment operation of a checkout, from what was judged of it. An id may hold "-" and "_", as the platform's do.
insert into sandbox.operation (id, checkout_id, type, status, total, source, becomes, becomes_at)
select :?operationId, :?platformCheckoutId, j->>'type', j->>'status', (j->>'total')::numeric, j->'source', j->>'becomes',
  now() + (j->>'becomes_after')::interval
from (select cast(:?judged as jsonb) as j) as made
returning id
