-- What needs a person, the most money first. An authorization that is about to lapse is one by its date alone.
with matter as (
  select x.id, x.gateway, x.reference, coalesce(x.erp_order_id, c.erp_order_id) as erp_order_id, x.reason, x.operation_id,
    coalesce(x.amount, c.total) as amount, coalesce(x.currency, c.currency) as currency, x.detail, x.opened_at, x.taken_by, x.taken_at,
    c.state as checkout_state
  from payment_exception x left join checkout c on c.merchant = 'default' and c.reference = x.reference
  where x.closed_at is null
  union all
  select null, c.gateway, c.reference, c.erp_order_id, 'capture-deadline', '', c.total, c.currency, null, c.hold_until - interval '1 day', null, null,
    c.state
  from checkout c where c.state = 'AUTHORIZED' and c.hold_until < now() + interval '1 day'),
ranked as (select m.*, row_number() over (order by m.amount desc nulls last, m.opened_at, m.reference) as n from matter m)
select jsonb_build_object(
  'exceptions', coalesce(jsonb_agg(jsonb_build_object(
    'id', id, 'gateway', gateway, 'reference', reference, 'erp_order_id', erp_order_id, 'reason', reason, 'operation_id', operation_id,
    'amount', amount, 'currency', currency, 'detail', detail, 'opened_at', opened_at, 'taken_by', taken_by, 'taken_at', taken_at,
    'checkout_state', checkout_state, 'age_seconds', extract(epoch from now() - opened_at)::bigint) order by n)
    filter (where n <= 100), '[]'),
  'total', count(*))::text
from ranked
