update checkout set asked_at = now() where merchant = 'default' and reference = :?reference
returning id::text
