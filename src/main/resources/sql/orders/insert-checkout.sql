-- Without its order it violates its constraints: an order that is answered as taken has a checkout. The lease on its first question is longer than a creation can take: after it, an answer has been lost.
insert into checkout (gateway, reference, erp_order_id, order_id, state, total, currency, test, timeout_minutes, webhooks_type,
  next_check_at, check_reason, traceparent)
select o.document->>'gateway', :?reference, o.erp_order_id, o.id, 'CREATING', cast(o.document->>'total' as numeric),
  o.document->>'currency', cast(:?test as boolean), cast(o.document->>'timeoutMinutes' as int), o.document->>'webhooksType',
  now() + interval '60 seconds', 'creation', :?traceparent
from (select cast(:?orderId as bigint) as id) given left join customer_order o on o.id = given.id
returning id::text
