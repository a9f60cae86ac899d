-- The orders that the simulated ERP was last told of, newest first.
select coalesce(jsonb_agg(jsonb_build_object('erp_order_id', id, 'at', utc(first_at), 'told', told) order by newest desc), '[]')::text
from (
  select body->>'orderId' as id, min(at) as first_at, max(id) as newest, (array_agg(body->>'action' order by id desc))[1] as told
  from sandbox.erp_call where body->>'orderId' is not null
  group by body->>'orderId' order by max(id) desc limit 20) as recent
