-- Some orders that were there before this search key was set, under a lock until the transaction ends. None when all have their keys.
with mark as (
  insert into buyer_key_mark (key_id, done_id, last_id)
  values (:?keyId, 0, coalesce((select id from customer_order where id > 0 order by id desc limit 1), 0))
  on conflict (key_id) do update set last_id = buyer_key_mark.last_id
  returning done_id, last_id)
select coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'customer', o.document->'customer') order by o.id), '[]')::text
from mark cross join lateral (
  select id, document from customer_order where id > mark.done_id and id <= mark.last_id order by id limit 500) o
