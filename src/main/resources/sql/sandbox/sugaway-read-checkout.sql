-- What the payment page shows of a checkout. Amounts are text.
select jsonb_build_object(
  'id', c.id, 'reference', c.reference, 'description', c.request->>'description', 'test', c.test, 'two_step', c.two_step,
  'total', round(c.total, 2)::text, 'currency', c.currency, 'return_url', c.return_url,
  'expires_at', utc(c.expires_at), 'seconds_left', greatest(ceil(extract(epoch from c.expires_at - now())), 0)::int,
  'standing', case
    when settled.code is not null then 'settled'
    when c.ended_at is not null or c.expires_at <= now() then 'ended'
    else 'open' end,
  'settled', case when settled.code is not null then jsonb_build_object(
    'id', settled.id, 'status', settled.code, 'text', settled.text, 'type', settled.type) end,
  'items', (
    select coalesce(jsonb_agg(jsonb_build_object('description', item->>'description', 'total', item->>'total')), '[]')
    from jsonb_array_elements(coalesce(c.request->'items', '[]')) as item),
  'attempts', (
    select coalesce(jsonb_agg(jsonb_build_object('status', o.status, 'text', s.text, 'at', utc(o.updated_at), 'type', o.type, 'id', o.id)
      order by o.created_at), '[]')
    from sandbox.operation o join sandbox.status s on s.code = o.status where o.checkout_id = c.id),
  'cards', (
    select coalesce(jsonb_agg(brand), '[]') from unnest(array ['visa', 'mastercard', 'amex']) as brand
    where c.request->'sources' is null or c.request->'sources' @> to_jsonb(brand)),
  'cash', c.request->'sources' is null or c.request->'sources' @> '"arg_mobbex_cash"',
  'plans', (
    select coalesce(jsonb_agg(jsonb_build_object(
      'uid', p.uid, 'name', p.name, 'total', p.total::text, 'amount', p.amount::text, 'count', p.count)), '[]')
    from sandbox.offered_plans(c.total, c.request->'installments') as p),
  'test_cards', (
    select jsonb_agg(jsonb_build_object(
      'number', t.number, 'status', t.status, 'text', s.text, 'iso', t.iso, 'becomes', t.becomes,
      'seconds', extract(epoch from t.becomes_after)::int) order by t.status, t.number)
    from sandbox.test_card t join sandbox.status s on s.code = t.status where t.listed))::text
from sandbox.checkout c
left join lateral (
  select o.id, o.type, s.code, s.text
  from sandbox.checkout other
  join sandbox.operation o on o.checkout_id = other.id
  join sandbox.status s on s.code = o.status
  where other.reference = c.reference and s.settled
  order by o.updated_at desc limit 1) as settled on true
where c.id = :?platformCheckoutId
