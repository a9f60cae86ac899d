-- Into the outbox, in their order, once: the same effect has the same id.
with inserted as (
  insert into effect (effect_id, destination, action, gateway, reference, erp_order_id, body, traceparent)
  select cast(e->>'effect_id' as uuid), e->>'destination', e->>'action', e->>'gateway', e->>'reference', e->>'erp_order_id', e->'body',
    :?traceparent
  from jsonb_array_elements(cast(:?outbox as jsonb)) with ordinality o(e, n) order by n
  on conflict (merchant, effect_id) do nothing
  returning 1)
select count(*)::text from inserted
