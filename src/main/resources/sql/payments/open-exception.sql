-- A matter for a person. The same matter is not opened twice; but what a person has tried once more, and in vain, is open again.
insert into payment_exception (gateway, reference, erp_order_id, reason, operation_id, amount, currency, detail)
select o->>'gateway', o->>'reference', o->>'erp_order_id', o->>'reason', coalesce(o->>'about', o->>'operation_id', ''),
  cast(o->>'amount' as numeric), o->>'currency', o->>'detail'
from (select cast(:?outcome as jsonb) o) x
on conflict (merchant, gateway, reference, reason, operation_id) do update set
  closed_at = case when excluded.reason not in ('quarantined', 'unknown-reference', 'erp-refused') then payment_exception.closed_at end
returning id::text
