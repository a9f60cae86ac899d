update sandbox.webhook set last_status = cast(:?httpStatus as int), last_answer = left(cast(:?httpAnswer as text), 2000),
  delivered_at = case when cast(:?httpStatus as int) between 200 and 299 then now() end
where id = cast(:?webhookId as bigint)
returning id::text
