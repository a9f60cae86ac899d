-- An operation, with the moment at which it lapses by itself, if it does.
select (r.report || jsonb_build_object('lapses', utc(o.becomes_at)))::text
from sandbox.operation_report r join sandbox.operation o on o.id = r.id
where r.id = :?operationId
