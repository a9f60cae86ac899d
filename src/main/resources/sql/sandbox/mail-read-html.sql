-- A mail as its writer laid it out.
select jsonb_build_object('html', message->>'html')::text from sandbox.mail where id::text = :?mailId
