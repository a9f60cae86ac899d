-- A cash coupon for a checkout, to be paid within three days.
select jsonb_build_object(
  'type', 'cash', 'status', '2', 'total', total, 'becomes', '400', 'becomes_after', interval '3 days',
  'source', jsonb_build_object(
    'name', 'Rapipago/PagoFácil', 'type', 'cash', 'reference', 'arg_mobbex_cash',
    'barcode', '8170' || lpad((total * 100)::bigint::text, 12, '0') || sandbox.new_id(20, '0123456789'),
    'url', cast(:?platformUrl as text) || '/p/coupons/' || cast(:?operationId as text) || '/print'))::text
from sandbox.checkout where id = :?platformCheckoutId
