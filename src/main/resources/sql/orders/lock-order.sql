-- Two messages about one order wait for each other, also on two replicas. Held to the end of the transaction.
with lock as (select pg_advisory_xact_lock(hashtextextended('order ' || :?erpOrderId, 0)))
select count(*)::text from lock
