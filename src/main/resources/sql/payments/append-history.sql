-- More lines of a checkout's history, each chained to the one before by its hash.
with recursive line as (
  select l.n, c.gateway, c.reference, h.event, h.status_code, h.type, l.line->>'from' as from_state, l.line->>'to' as to_state,
    l.line->'said'->>'source' as source, coalesce(l.line->'said'->>'evidence', 'unsigned') as evidence, h.operation_id, h.amount, h.currency,
    h.verdict, encode(sha256(convert_to((l.line->'said')::text, 'UTF8')), 'hex') as evidence_digest, now() as at
  from jsonb_array_elements(cast(:?decision as jsonb)->'history') with ordinality l(line, n)
  cross join jsonb_to_record(l.line) h(
    event text, status_code text, type text, operation_id text, amount numeric(19,4), currency text, verdict text)
  cross join checkout c
  where c.merchant = 'default' and c.reference = :?reference),
chain as (
  select 0::bigint as n, cast(null as text) as previous_hash, (
    select hash from payment_event where merchant = 'default' and reference = :?reference order by id desc limit 1) as hash
  union all
  select l.n, chain.hash, encode(sha256(convert_to(concat_ws('|', coalesce(chain.hash, ''), l.gateway, l.reference, utc(l.at), l.event,
    coalesce(l.status_code, ''), l.from_state, l.to_state, l.source, l.evidence, coalesce(l.operation_id, ''), coalesce(l.amount::text, ''),
    l.verdict, l.evidence_digest), 'UTF8')), 'hex')
  from chain join line l on l.n = chain.n + 1),
written as (
  insert into payment_event (gateway, reference, at, event, status_code, type, from_state, to_state, source, evidence, operation_id, amount,
    currency, verdict, evidence_digest, previous_hash, hash)
  select l.gateway, l.reference, l.at, l.event, l.status_code, l.type, l.from_state, l.to_state, l.source, l.evidence, l.operation_id,
    l.amount, l.currency, l.verdict, l.evidence_digest, chain.previous_hash, chain.hash
  from chain join line l on l.n = chain.n order by l.n
  returning 1)
select count(*)::text from written
