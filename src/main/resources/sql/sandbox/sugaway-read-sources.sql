-- The means of payment, with the plans of cards for a total.
select jsonb_agg(jsonb_build_object(
  'source', jsonb_build_object('reference', s.reference, 'name', s.name),
  'view', jsonb_build_object('group', s.kind, 'type', s.kind, 'subgroup_title', s.title),
  'installments', case when s.kind = 'card' then jsonb_build_object('enabled', true, 'list', (
    select jsonb_agg(jsonb_build_object(
      'uid', p.uid, 'name', p.name, 'description', p.name, 'count', p.count, 'reference', p.reference,
      'totals', jsonb_build_object(
        'currency', jsonb_build_object('value', 'ARS', 'label', 'Peso Argentino', 'symbol', '$', 'isoCode', '032', 'exponent', 2),
        'installment', jsonb_build_object('amount', p.amount, 'count', p.count), 'total', p.total,
        'financial', jsonb_build_object('percentage', p.percentage, 'amount', p.total - asked.total))))
    from sandbox.offered_plans(asked.total, null) as p))
    else jsonb_build_object('enabled', false) end))::text
from (select coalesce(cast(:?amount as numeric), 1000) as total) as asked
cross join (values
  ('visa', 'Visa', 'card', 'Tarjeta de Crédito/Débito'),
  ('mastercard', 'Mastercard', 'card', 'Tarjeta de Crédito/Débito'),
  ('amex', 'American Express', 'card', 'Tarjeta de Crédito/Débito'),
  ('arg_mobbex_cash', 'Rapipago/PagoFácil', 'cash', 'Pago en Efectivo')) as s (reference, name, kind, title)
