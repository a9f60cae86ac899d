-- All that is known of an order: what stands now, and on one clock what happened. Null when there is none.
with ours as materialized (
  select c.* from checkout c where c.merchant = 'default' and c.erp_order_id = :?erpOrderId),
versions as materialized (
  select o.* from customer_order o where o.merchant = 'default' and o.erp_order_id = :?erpOrderId),
happened as (
  select received_at as at, 1 as place, jsonb_build_object('kind', 'received', 'version', version, 'source', source, 'warnings', warnings) as what
  from versions
  union all
  select created_at, 2, jsonb_build_object('kind', 'prepared', 'reference', reference, 'gateway', gateway, 'amount', total, 'currency', currency) from ours
  union all
  select served_at, 3, jsonb_build_object('kind', 'served', 'reference', reference) from ours where served_at is not null
  union all
  select e.at, 6, jsonb_build_object('kind', 'event', 'reference', e.reference, 'event', e.event, 'status_code', e.status_code, 'type', e.type,
    'from', e.from_state, 'to', e.to_state, 'source', e.source, 'evidence', e.evidence, 'operation_id', e.operation_id, 'amount', e.amount,
    'currency', e.currency, 'verdict', e.verdict, 'actor', e.actor, 'about', e.about, 'reason', e.reason)
  from ours c cross join lateral (
    select * from payment_event e where e.merchant = 'default' and e.reference = c.reference order by e.id desc limit 200) e
  union all
  select w.received_at, 4, jsonb_build_object('kind', 'message', 'id', w.id, 'reference', w.reference, 'verdict', w.verdict, 'detail', w.detail,
    'attempts', w.attempts, 'processed_at', w.processed_at)
  from ours c cross join lateral (
    (select w.* from webhook_inbox w where w.processed_at is not null and w.reference = c.reference order by w.id desc limit 100)
    union all
    (select w.* from webhook_inbox w
      where w.processed_at is null and w.gateway || ' ' || coalesce(w.reference, '') = c.gateway || ' ' || c.reference order by w.id limit 100)) w
  union all
  select p.at, 5, jsonb_build_object('kind', 'query', 'reference', p.reference, 'asked', p.asked, 'proven', p.proven, 'operations', p.operations)
  from ours c cross join lateral (
    select * from platform_query p where p.merchant = 'default' and p.reference = c.reference order by p.id desc limit 100) p
  union all
  select f.created_at, 7, jsonb_build_object('kind', case when f.destination = 'mail' then 'mail' else 'effect' end, 'effect_id', f.effect_id,
    'reference', f.reference, 'destination', f.destination, 'action', f.action, 'state', f.state, 'attempts', f.attempts,
    'last_status', f.last_status, 'last_error', f.last_error, 'delivered_at', f.delivered_at,
    'next_attempt_at', case when f.state = 'PENDING' then f.next_attempt_at end, 'amount', f.body->>'amount', 'currency', f.body->>'currency')
  from ours c cross join lateral (
    select * from effect f where f.merchant = 'default' and f.reference = c.reference order by f.id desc limit 200) f)
select jsonb_build_object(
  'erp_order_id', cast(:?erpOrderId as text),
  'state', order_state('default', cast(:?erpOrderId as text)),
  'customer', (select document->'customer' from versions order by version desc limit 1),
  'checkouts', (select coalesce(jsonb_agg(jsonb_build_object(
    'reference', reference, 'gateway', gateway, 'state', state, 'state_since', state_since, 'total', total, 'currency', currency, 'test', test,
    'platform_checkout_id', platform_checkout_id, 'stock', stock, 'hold_until', hold_until, 'expires_at', expires_at, 'asked_at', asked_at,
    'next_check_at', next_check_at, 'check_reason', check_reason, 'refusal_code', refusal_code, 'refusal_message', refusal_message,
    'expired', coalesce(expires_at <= now(), false), 'superseded', superseded) order by id), '[]') from ours),
  'operations', (select coalesce(jsonb_agg(jsonb_build_object(
    'operation_id', p.operation_id, 'reference', c.reference, 'kind', p.kind, 'standing', p.standing, 'status_code', p.status_code, 'type', p.type,
    'total', coalesce(p.total, p.claim_total), 'currency', coalesce(p.currency, c.currency), 'refunded', p.refunded, 'dispute', p.dispute,
    'claim_standing', p.claim_standing, 'evidence', p.evidence, 'approval_number', p.approval_number,
    'receipt', p.booked @> '["receipt"]') order by p.id), '[]')
    from ours c join operation p on p.checkout_id = c.id),
  'exceptions', (select coalesce(jsonb_agg(jsonb_build_object(
    'id', x.id, 'reference', x.reference, 'gateway', x.gateway, 'reason', x.reason, 'operation_id', x.operation_id, 'amount', x.amount,
    'currency', x.currency, 'detail', x.detail, 'opened_at', x.opened_at, 'closed_at', x.closed_at, 'closed_by', x.closed_by,
    'taken_by', x.taken_by, 'taken_at', x.taken_at, 'checkout_state', c.state) order by x.closed_at is not null, x.id), '[]')
    from ours c join payment_exception x on x.merchant = 'default' and x.reference = c.reference),
  'happened', (select coalesce(jsonb_agg(what || jsonb_build_object('at', at) order by at, place), '[]') from happened))::text
where exists (select 1 from versions)
