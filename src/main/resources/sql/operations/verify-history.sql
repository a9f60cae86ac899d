-- The whole history, a row for each reference: how many lines it has, and the lines where its chain breaks. "content": a line does not say
-- what it said when it was hashed; "link": it does not follow the line that is before it now; "end": the checkout is not where its history
-- leaves it.
with line as (
  select e.merchant, e.reference, e.id, e.to_state,
    e.hash <> encode(sha256(convert_to(concat_ws('|', coalesce(e.previous_hash, ''), e.gateway, e.reference, utc(e.at), e.event,
      coalesce(e.status_code, ''), e.from_state, e.to_state, e.source, e.evidence, coalesce(e.operation_id, ''),
      coalesce(e.amount::text, ''), e.verdict, e.evidence_digest, coalesce(e.type, ''), coalesce(e.currency, ''),
      e.actor, e.about, e.reason), 'UTF8')), 'hex') as rewritten,
    e.previous_hash is distinct from lag(e.hash) over (partition by e.merchant, e.reference order by e.id) as unlinked
  from payment_event e),
chain as (
  select merchant, reference, count(*) as lines, max(id) as last_id, (array_agg(to_state order by id desc))[1] as last_state,
    array_agg(id || ' content' order by id) filter (where rewritten) as rewritten,
    array_agg(id || ' link' order by id) filter (where unlinked) as unlinked
  from line group by merchant, reference)
select coalesce(h.reference, c.reference) as reference, coalesce(h.lines, 0) as lines,
  coalesce(h.rewritten, '{}') || coalesce(h.unlinked, '{}')
    || case when c.state is distinct from coalesce(h.last_state, 'CREATING') then array[coalesce(h.last_id, 0) || ' end'] else '{}' end as breaks
from chain h full join checkout c on c.merchant = h.merchant and c.reference = h.reference
