-- A waiting coupon is paid, or lapses; it is not paid when its reference is paid already.
update sandbox.operation o set status = :?newStatus, becomes = null, becomes_at = null, updated_at = now()
where o.id = :?operationId and o.status = '2'
  and (:?newStatus <> '200' or not exists (
    select 1 from sandbox.operation_report other join sandbox.status s on s.code = other.status
    where s.settled and other.reference = (select c.reference from sandbox.checkout c where c.id = o.checkout_id)))
returning o.id
