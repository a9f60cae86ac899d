update checkout set stock = :?stockMark where merchant = 'default' and reference = :?reference
returning id::text
