insert into sandbox.mail (message) values (cast(:?message as jsonb)) returning id::text
