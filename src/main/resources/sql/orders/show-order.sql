-- All that the ERP may see of an order.
select jsonb_build_object(
  'erp_order_id', cast(:?erpOrderId as text),
  'state', order_state('default', cast(:?erpOrderId as text)),
  'tax_split', (
    select o.document->'taxSplit' from customer_order o
    where o.merchant = 'default' and o.erp_order_id = :?erpOrderId order by o.version desc limit 1),
  'checkouts', (
    select jsonb_agg(jsonb_build_object(
      'reference', reference, 'gateway', gateway, 'state', state, 'total', total, 'currency', currency,
      'checkout_url', checkout_url, 'expires_at', utc(expires_at), 'platform_checkout_id', platform_checkout_id) order by id)
    from checkout where merchant = 'default' and erp_order_id = :?erpOrderId),
  'events', (
    select coalesce(jsonb_agg(jsonb_build_object(
      'at', utc(e.at), 'reference', e.reference, 'event', e.event, 'status_code', e.status_code, 'type', e.type,
      'from', e.from_state, 'to', e.to_state, 'source', e.source, 'operation_id', e.operation_id,
      'amount', e.amount, 'currency', e.currency) order by e.id), '[]')
    from payment_event e join checkout c on c.merchant = e.merchant and c.reference = e.reference
    where c.merchant = 'default' and c.erp_order_id = :?erpOrderId),
  'effects', (
    select coalesce(jsonb_agg(jsonb_build_object(
      'effect_id', f.effect_id, 'action', f.action, 'destination', f.destination, 'reference', f.reference, 'state', f.state,
      'attempts', f.attempts, 'last_error', f.last_error, 'delivered_at', utc(f.delivered_at)) order by f.id), '[]')
    from effect f join checkout c on c.merchant = f.merchant and c.reference = f.reference
    where c.merchant = 'default' and c.erp_order_id = :?erpOrderId))::text
where exists (select 1 from customer_order where merchant = 'default' and erp_order_id = :?erpOrderId)
