-- Every mail that came, oldest first.
select coalesce(jsonb_agg(message order by id), '[]')::text from sandbox.mail
