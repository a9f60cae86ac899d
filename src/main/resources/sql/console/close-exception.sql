-- A message about nothing that we know has been seen to: who did, and why, stands beside it, for there is no history to write it into.
update payment_exception set closed_at = now(), closed_by = :?actor, detail = concat_ws(': ', detail, cast(:?why as text))
where id = cast(:?exceptionId as bigint) and closed_at is null
returning id::text
