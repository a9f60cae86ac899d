-- Notes what the stock is told of a checkout. Answers with the lines that are stock: those with a sku, of the version of the order that this
-- checkout is for. Null when there are none.
with marked as (
  update checkout set stock = :?stockMark where merchant = 'default' and reference = :?reference returning order_id)
select jsonb_agg(jsonb_build_object('sku', i.line->>'sku', 'quantity', coalesce(i.line->>'quantity', '1')) order by i.n)::text
from marked m
join customer_order o on o.id = m.order_id
cross join jsonb_array_elements(o.document->'items') with ordinality i(line, n)
where i.line->>'sku' is not null
