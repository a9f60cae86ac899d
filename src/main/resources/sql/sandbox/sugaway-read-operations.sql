-- Every operation of a reference, newest first.
select coalesce(jsonb_agg(report order by created_at desc, id), '[]')::text from sandbox.operation_report where reference = :?reference
