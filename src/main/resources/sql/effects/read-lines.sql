-- The lines that are stock: those with a sku, of the version of the order that this checkout is for. Null when there are none.
select jsonb_agg(jsonb_build_object('sku', i.line->>'sku', 'quantity', coalesce(i.line->>'quantity', '1')) order by i.n)::text
from checkout c
join customer_order o on o.id = c.order_id
cross join jsonb_array_elements(o.document->'items') with ordinality i(line, n)
where c.merchant = 'default' and c.reference = :?reference and i.line->>'sku' is not null
