-- The ERP is told "not yet": it will be told the verdict. Null when the platform has answered meanwhile.
update customer_order o set verdict_due = true
from (select order_id from checkout where merchant = 'default' and reference = :?reference and state in ('CREATING', 'CREATE_UNKNOWN')
      for update) c
where o.id = c.order_id
returning o.id::text
