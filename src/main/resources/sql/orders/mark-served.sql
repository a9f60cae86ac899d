-- The buyer was led to the platform's page.
update checkout set served_at = coalesce(served_at, now()) where merchant = 'default' and reference = :?reference
returning id::text
