-- A checkout about which the platform is to be asked now, leased for longer than a question can take. Null when somebody else asks.
update checkout set next_check_at = now() + interval '2 minutes'
where merchant = 'default' and reference = :?reference and next_check_at <= now()
returning jsonb_build_object('gateway', gateway)::text
