insert into sandbox.erp_call (path, headers, body)
values (:?callPath, cast(:?callHeaders as jsonb), cast(:?callBody as jsonb))
returning id::text
