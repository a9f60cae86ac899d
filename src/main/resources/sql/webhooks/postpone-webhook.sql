-- Not yet: its checkout is not known, or something of ours failed. Tried again soon, then ever later.
update webhook_inbox set next_attempt_at = now() + make_interval(secs => least(power(2, attempts), 300)), detail = :?verdictDetail
where id = cast(:?webhookId as bigint)
returning id::text
