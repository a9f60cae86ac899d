-- Everything that a decision about a locked checkout changes: its operations and its row as they are now, exceptions that are answered by it,
-- and more lines of its history, each chained to the one before by its hash.
with recursive given as materialized (
  select cast(:?decision as jsonb) as d),
decided as (
  select given.d, c.* from checkout c cross join given where c.merchant = 'default' and c.reference = :?reference),
line as (
  select l.n, c.gateway, c.reference, h.event, h.status_code, h.type, l.line->>'from' as from_state, l.line->>'to' as to_state,
    l.line->'said'->>'source' as source, coalesce(l.line->'said'->>'evidence', 'unsigned') as evidence, h.operation_id, h.amount, h.currency,
    h.verdict, encode(sha256(convert_to((l.line->'said')::text, 'UTF8')), 'hex') as evidence_digest, now() as at,
    l.line->'said'->>'actor' as actor, l.line->'said'->>'about' as about, l.line->'said'->>'reason' as reason
  from decided c cross join jsonb_array_elements(c.d->'history') with ordinality l(line, n)
  cross join jsonb_to_record(l.line) h(
    event text, status_code text, type text, operation_id text, amount numeric(19,4), currency text, verdict text)),
chain as (
  select 0::bigint as n, cast(null as text) as previous_hash, (
    select hash from payment_event where merchant = 'default' and reference = :?reference order by id desc limit 1) as hash
  union all
  select l.n, chain.hash, encode(sha256(convert_to(concat_ws('|', coalesce(chain.hash, ''), l.gateway, l.reference, utc(l.at), l.event,
    coalesce(l.status_code, ''), l.from_state, l.to_state, l.source, l.evidence, coalesce(l.operation_id, ''), coalesce(l.amount::text, ''),
    l.verdict, l.evidence_digest, coalesce(l.type, ''), coalesce(l.currency, ''), l.actor, l.about, l.reason), 'UTF8')), 'hex')
  from chain join line l on l.n = chain.n + 1),
noted as (
  insert into payment_event (gateway, reference, at, event, status_code, type, from_state, to_state, source, evidence, operation_id, amount,
    currency, verdict, evidence_digest, actor, about, reason, previous_hash, hash)
  select l.gateway, l.reference, l.at, l.event, l.status_code, l.type, l.from_state, l.to_state, l.source, l.evidence, l.operation_id,
    l.amount, l.currency, l.verdict, l.evidence_digest, l.actor, l.about, l.reason, chain.previous_hash, chain.hash
  from chain join line l on l.n = chain.n order by l.n
  returning 1),
saved as (
  insert into operation (gateway, operation_id, checkout_id, parent_id, kind, standing, status_code, type, total, currency, refunded, two_step,
    dispute, evidence, approval_number, method, payment_url, claim_standing, claim_code, claim_total, claim_reason, booked, booked_refund, updated)
  select c.gateway, o.operation_id, c.id, o.parent_id, o.kind, o.standing, o.status_code, o.type, o.total, o.currency, o.refunded, o.two_step,
    o.dispute, o.evidence, o.approval_number, o.method, o.payment_url, o.claim_standing, o.claim_code, o.claim_total, o.claim_reason,
    o.booked, o.booked_refund, o.updated
  from decided c cross join jsonb_populate_recordset(null::operation, c.d->'operations') o
  on conflict (checkout_id, operation_id) do update set
    parent_id = excluded.parent_id, standing = excluded.standing, status_code = excluded.status_code, type = excluded.type,
    total = excluded.total, currency = excluded.currency, refunded = excluded.refunded, two_step = excluded.two_step,
    dispute = excluded.dispute, evidence = excluded.evidence, approval_number = excluded.approval_number, method = excluded.method,
    payment_url = excluded.payment_url, claim_standing = excluded.claim_standing, claim_code = excluded.claim_code,
    claim_total = excluded.claim_total, claim_reason = excluded.claim_reason, booked = excluded.booked,
    booked_refund = excluded.booked_refund, updated = excluded.updated
  returning 1),
answered as (
  update payment_exception x set closed_at = now(), closed_by = r.actor
  from (
    select s.*, given.d->'history'->-1->'said'->>'actor' as actor
    from given cross join jsonb_to_recordset(given.d->'resolved') s(reason text, operation_id text)) r
  where x.merchant = 'default' and x.reference = :?reference and x.closed_at is null
    and x.reason = r.reason and (r.operation_id = '' or x.operation_id in ('', r.operation_id))
  returning 1)
update checkout c set
  state = n.state,
  state_since = case when c.state = n.state then c.state_since else now() end,
  platform_checkout_id = n.platform_checkout_id, checkout_url = n.checkout_url,
  refusal_code = n.refusal_code, refusal_message = n.refusal_message, superseded = n.superseded,
  hold_until = n.hold_until, opened_at = n.opened_at, expires_at = n.expires_at,
  next_check_at = n.next_check_at, check_reason = n.check_reason, checks = n.checks
from given cross join jsonb_populate_record(null::checkout, given.d->'change') n
where c.merchant = 'default' and c.reference = :?reference
returning c.id::text
