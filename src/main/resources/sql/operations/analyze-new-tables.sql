-- How many tables were counted for the first time, now that something is in them.
select to_jsonb(analyze_new_tables())::text
