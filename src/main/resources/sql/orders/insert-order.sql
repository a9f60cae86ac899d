insert into customer_order (erp_order_id, version, content_hash, source, document, warnings, verdict_due)
values (
  :?erpOrderId,
  coalesce((select max(version) from customer_order where merchant = 'default' and erp_order_id = :?erpOrderId), 0) + 1,
  :?contentHash, :?source, cast(:?order as jsonb), cast(:?warnings as jsonb), :?source <> 'http')
returning id::text
