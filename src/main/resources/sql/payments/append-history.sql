-- One more line of a checkout's history, chained to the one before by its hash.
with last as (
  select hash from payment_event where merchant = 'default' and reference = :?reference order by id desc limit 1),
line as (
  select c.gateway, c.reference, h.event, h.status_code, h.type, d->>'from' as from_state, d->>'to' as to_state, e->>'source' as source,
    coalesce(e->>'evidence', 'unsigned') as evidence, h.operation_id, h.amount, h.currency, d->>'verdict' as verdict,
    encode(sha256(convert_to(e::text, 'UTF8')), 'hex') as evidence_digest, (select hash from last) as previous_hash, now() as at
  from (select cast(:?decision as jsonb) d, cast(:?event as jsonb) e) x
  cross join jsonb_to_record(d->'history') h(event text, status_code text, type text, operation_id text, amount numeric, currency text)
  cross join checkout c
  where c.merchant = 'default' and c.reference = :?reference)
insert into payment_event (gateway, reference, at, event, status_code, type, from_state, to_state, source, evidence, operation_id, amount,
  currency, verdict, evidence_digest, previous_hash, hash)
select gateway, reference, at, event, status_code, type, from_state, to_state, source, evidence, operation_id, amount,
  currency, verdict, evidence_digest, previous_hash,
  encode(sha256(convert_to(concat_ws('|', coalesce(previous_hash, ''), gateway, reference, utc(at), event, coalesce(status_code, ''),
    from_state, to_state, source, evidence, coalesce(operation_id, ''), coalesce(amount::text, ''), verdict, evidence_digest), 'UTF8')), 'hex')
from line
returning id::text
