-- Whether an empty list of this endpoint means something (rule 5): it does since it has listed an operation that we knew of, from a message
-- or by its id. Perhaps it just has.
with learned as (
  insert into absence_proof (gateway, endpoint_digest)
  select :?gateway, a->>'endpoint_digest'
  from (select cast(:?answer as jsonb) a, cast(:?question as jsonb) q) x
  where exists (
    select 1 from jsonb_array_elements_text(a->'listed') listed(id)
    where a->'confirmed' @> to_jsonb(listed.id) or q->'known' @> jsonb_build_array(jsonb_build_object('operation_id', listed.id)))
  on conflict do nothing
  returning 1)
select (exists (select 1 from learned) or exists (
  select 1 from absence_proof where gateway = :?gateway and endpoint_digest = cast(:?answer as jsonb)->>'endpoint_digest'))::text
