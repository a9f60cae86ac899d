-- Every call that the simulated ERP got, oldest first.
select coalesce(jsonb_agg(jsonb_build_object('path', path, 'headers', headers, 'body', body, 'at', utc(at)) order by id), '[]')::text
from sandbox.erp_call
