-- The keys of some orders, and how far that has come.
with written as (
  insert into buyer_key (key, order_id)
  select k.key, cast(e.entry->>'id' as bigint)
  from jsonb_array_elements(cast(:?indexed as jsonb)) e(entry) cross join lateral jsonb_array_elements_text(e.entry->'keys') k(key)
  on conflict do nothing
  returning 1)
update buyer_key_mark set done_id = (
  select max(cast(e.entry->>'id' as bigint)) from jsonb_array_elements(cast(:?indexed as jsonb)) e(entry))
where key_id = :?keyId
returning done_id::text
