-- What was answered to an attempt; 0 is no answer. Only 200 ends the repetition.
update sandbox.pagoseguro_delivery set
  answers = answers || jsonb_build_object('at', utc(now()), 'status', cast(:?httpStatus as int), 'body', left(:?answerBody, 500)),
  delivered_at = case when cast(:?httpStatus as int) = 200 then now() end,
  next_attempt_at = case when cast(:?httpStatus as int) <> 200 then next_attempt_at end
where id::text = :?deliveryId
returning id::text
