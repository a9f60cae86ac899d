-- What there is of an order: its newest content, its newest checkout, its state over all of them. Null when there is none.
select jsonb_build_object(
  'order_id', o.id,
  'erp_order_id', o.erp_order_id,
  'version', o.version,
  'content_hash', o.content_hash,
  'attempts', (select count(*) from checkout n where n.merchant = o.merchant and n.erp_order_id = o.erp_order_id),
  'state', order_state(o.merchant, o.erp_order_id),
  'gateway', c.gateway,
  'reference', c.reference,
  'newest_state', c.state)::text
from customer_order o
left join lateral (
  select gateway, reference, state from checkout c
  where c.merchant = o.merchant and c.erp_order_id = o.erp_order_id order by c.id desc limit 1) c on true
where o.merchant = 'default' and o.erp_order_id = :?erpOrderId
order by o.version desc limit 1
