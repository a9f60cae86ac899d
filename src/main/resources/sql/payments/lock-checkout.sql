-- The checkout that an event is about, locked with its siblings of the same order, and the database's clock. Null when unknown. While it
-- waits for the lock others write: what else is to be known of the checkout is for another statement to read, which sees that.
with siblings as (
  select c.* from checkout c
  where (c.merchant, c.erp_order_id) = (select merchant, erp_order_id from checkout where merchant = 'default' and reference = :?reference)
  order by c.id for update)
select (to_jsonb(c) || jsonb_build_object(
  'paid_elsewhere', exists (select 1 from siblings s where s.id <> c.id and s.state in ('PAID', 'PARTIALLY_REFUNDED', 'REFUNDED')),
  'now', clock_timestamp()))::text
from siblings c
where c.reference = :?reference
