select report::text from sandbox.operation_report where id = :?operationId
