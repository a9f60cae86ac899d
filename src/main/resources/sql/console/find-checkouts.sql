-- Checkouts by anything that a person may know of one, newest first: some of them, and whether there are more. Each way has its own index;
-- with no name to go by, the newest of each state are walked through.
with q as materialized (
  -- one upper bound, where a page begins or days end: with two, an index is read from the wrong one
  select x.id, x.person, x.state, coalesce(x.since::timestamp at time zone cast(:?zone as text), '-infinity') as since,
    coalesce(least(b.created_at, d.ends), 'infinity') as top_at,
    case when b.created_at < coalesce(d.ends, 'infinity') then b.id else 0 end as top_id
  from jsonb_to_record(cast(:?query as jsonb)) x(id text, person text, state text, since date, until date, before bigint)
  cross join lateral (select (x.until + 1)::timestamp at time zone cast(:?zone as text) as ends) d
  left join checkout b on b.id = x.before),
hit as (
  select c.id from q join checkout c on c.merchant = 'default' and c.erp_order_id = q.id
  union select c.id from q join checkout c on c.merchant = 'default' and c.reference = q.id
  union select c.id from q join checkout c on c.platform_checkout_id = q.id
  union select o.checkout_id from q join operation o on o.operation_id = q.id
  union select o.checkout_id from q join operation o on o.approval_number = q.id),
buyers as (
  select c.id from q
  join buyer_key k on k.merchant = 'default' and k.key = q.person
  join customer_order o on o.id = k.order_id
  join checkout c on c.merchant = o.merchant and c.erp_order_id = o.erp_order_id and c.order_id = o.id),
named as (
  select h.id from hit h cross join q where q.person is null
  union select b.id from buyers b cross join q where q.id is null
  union select h.id from hit h join buyers b on b.id = h.id),
browsed as (
  select b.* from q
  cross join unnest(array['CREATING', 'CREATE_UNKNOWN', 'OPEN', 'WAITING', 'IN_REVIEW', 'AUTHORIZED', 'PAID', 'EXPIRED', 'VOIDED',
    'PARTIALLY_REFUNDED', 'REFUNDED', 'REJECTED', 'SUPERSEDED', 'CANCELLED', 'REVIEW']) s(state)
  cross join lateral (
    select c.created_at, c.id from checkout c
    where c.state = s.state and (q.state is null or q.state = s.state)
      and c.created_at >= q.since and (c.created_at, c.id) < (q.top_at, q.top_id)
    order by c.created_at desc, c.id desc limit 51) b
  where q.id is null and q.person is null
  order by b.created_at desc, b.id desc limit 51),
found as (
  select c.* from (select id from named union all select id from browsed) f join checkout c on c.id = f.id cross join q
  where (q.state is null or c.state = q.state)
    and c.created_at >= q.since and (c.created_at, c.id) < (q.top_at, q.top_id)
  order by c.created_at desc, c.id desc limit 51),
numbered as (select f.*, row_number() over (order by f.created_at desc, f.id desc) as n from found f)
select jsonb_build_object(
  'checkouts', coalesce(jsonb_agg(jsonb_build_object(
    'id', id, 'reference', reference, 'erp_order_id', erp_order_id, 'gateway', gateway, 'state', state, 'total', total, 'currency', currency,
    'created_at', created_at, 'exceptions', (
      select count(*) from payment_exception x
      where x.merchant = 'default' and x.reference = numbered.reference and x.closed_at is null)) order by n) filter (where n <= 50), '[]'),
  'more', count(*) > 50, 'last', min(id) filter (where n = 50))::text
from numbered
