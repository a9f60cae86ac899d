-- Payments of one reference are made one after the other: it can be paid once only.
select pg_advisory_xact_lock(hashtextextended('sandbox ' || c.reference, 0))::text
from sandbox.checkout c
where c.id = :?platformCheckoutId or c.id = (select o.checkout_id from sandbox.operation o where o.id = :?operationId)
