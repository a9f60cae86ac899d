-- Operations whose time has come become what they were to become by themselves.
with become as (
  update sandbox.operation o set status = o.becomes, becomes = null, becomes_at = null, updated_at = now()
  where o.becomes_at <= now()
  returning o.id)
select coalesce(jsonb_agg(id), '[]')::text from become
