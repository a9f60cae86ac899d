-- The ledger's clock, which decides: the bridge's machine may show another time.
select jsonb_build_object('now', now())::text
