-- A content of an order, and the keys by which people find it.
with stored as (
  insert into customer_order (erp_order_id, version, content_hash, source, document, warnings, verdict_due)
  values (
    :?erpOrderId,
    coalesce((select max(version) from customer_order where merchant = 'default' and erp_order_id = :?erpOrderId), 0) + 1,
    :?contentHash, :?source, cast(:?order as jsonb), cast(:?warnings as jsonb), :?source <> 'http')
  returning id),
found_by as (
  insert into buyer_key (key, order_id)
  select distinct k.key, stored.id from stored cross join jsonb_array_elements_text(cast(:?buyerKeys as jsonb)) k(key)
  returning 1)
select id::text from stored
