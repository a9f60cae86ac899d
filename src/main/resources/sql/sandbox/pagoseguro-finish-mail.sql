update sandbox.pagoseguro_mail set next_attempt_at = null where id::text = :?mailId returning id::text
