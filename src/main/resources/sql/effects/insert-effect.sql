-- Into the outbox, once: the same effect has the same id.
insert into effect (effect_id, destination, action, gateway, reference, erp_order_id, body, traceparent)
select cast(e->>'effect_id' as uuid), e->>'destination', e->>'action', e->>'gateway', e->>'reference', e->>'erp_order_id', e->'body',
  :?traceparent
from (select cast(:?effect as jsonb) e) x
on conflict (merchant, effect_id) do nothing
returning id::text
