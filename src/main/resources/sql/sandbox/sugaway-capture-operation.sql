-- What was authorized is taken, or a part of it.
update sandbox.operation set status = '200', total = coalesce(cast(:?amount as numeric), total), updated_at = now()
where id = :?operationId and status = '3' and coalesce(cast(:?amount as numeric), total) between 0.01 and total
returning id
