-- Payments of one reference are made one after the other.
select pg_advisory_xact_lock(hashtextextended('sandbox ' || c.account || ' ' || c.reference, 0))::text
from sandbox.pagoseguro_checkout c
where c.id = :?checkoutSession
  or c.id = (select t.checkout_id from sandbox.pagoseguro_transaction t where t.id::text = :?transactionId)
