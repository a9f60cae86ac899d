-- The endpoint listed an operation that we knew of, from a message or by its id: from now on its empty list means something (rule 5).
insert into absence_proof (gateway, endpoint_digest)
select a->>'gateway', a->>'endpoint_digest'
from (select cast(:?answer as jsonb) || jsonb_build_object('gateway', cast(:?gateway as text)) a, cast(:?question as jsonb) q) x
where exists (
  select 1 from jsonb_array_elements_text(a->'listed') listed(id)
  where a->'confirmed' @> to_jsonb(listed.id) or q->'known' @> jsonb_build_array(jsonb_build_object('operation_id', listed.id)))
on conflict do nothing
returning '{}'
