-- That the platform was asked, and what it answered: codes and amounts. Answers whether that proves that there is nothing else: a list does, of
-- an endpoint that is trusted, or that has listed an operation which we knew of, from a message or by its id (rule 5). Perhaps it just has.
with given as materialized (
  select cast(:?answer as jsonb) as answer, cast(:?question as jsonb) as question),
learned as (
  insert into absence_proof (gateway, endpoint_digest)
  select :?gateway, answer->>'endpoint_digest'
  from given
  where exists (
    select 1 from jsonb_array_elements_text(answer->'listed') listed(id)
    where answer->'confirmed' @> to_jsonb(listed.id)
      or question->'known' @> jsonb_build_array(jsonb_build_object('operation_id', listed.id)))
  on conflict do nothing
  returning 1),
weighed as (
  select answer, coalesce(cast(answer->>'asked' as boolean), false) as asked, cast(:?trusted as boolean)
    or exists (select 1 from learned)
    or exists (select 1 from absence_proof p where p.gateway = :?gateway and p.endpoint_digest = answer->>'endpoint_digest') as believed
  from given)
insert into platform_query (gateway, reference, asked, proven, operations)
select :?gateway, :?reference, asked, asked and believed, coalesce((
  select jsonb_agg(jsonb_build_object('operation_id', e->>'operation_id', 'status_code', e->>'status_code', 'type', e->>'type',
    'total', e->>'total', 'currency', e->>'currency'))
  from jsonb_array_elements(case when jsonb_typeof(answer->'events') = 'array' then answer->'events' else '[]' end) e), '[]')
from weighed
returning proven::text
