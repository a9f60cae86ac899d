-- An open matter, locked. Null when it is settled.
select jsonb_build_object('reference', x.reference, 'reason', x.reason, 'operation_id', x.operation_id, 'known', exists (
  select 1 from checkout c where c.merchant = 'default' and c.reference = x.reference))::text
from payment_exception x
where x.id = cast(:?exceptionId as bigint) and x.closed_at is null for update
