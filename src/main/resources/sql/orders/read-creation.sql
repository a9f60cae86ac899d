-- What a creation needs: the order in the ERP's names, and its checkout. Null when nothing is to be created (any more).
select jsonb_build_object('order', o.document, 'checkout', jsonb_build_object(
  'reference', c.reference, 'gateway', c.gateway, 'test', c.test, 'state', c.state, 'erp_order_id', c.erp_order_id,
  'traceparent', c.traceparent))::text
from checkout c join customer_order o on o.id = c.order_id
where c.merchant = 'default' and c.reference = :?reference and c.state in ('CREATING', 'CREATE_UNKNOWN')
