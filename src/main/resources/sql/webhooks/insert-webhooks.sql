-- Stored before they are judged, many at once: an array a column. A repeat is there already.
insert into webhook_inbox (gateway, reference, content_type, body, dedup_key, traceparent)
select gateway, reference, content_type, body, dedup_key, traceparent
from unnest(?::text[], ?::text[], ?::text[], ?::bytea[], ?::text[], ?::text[])
  as message(gateway, reference, content_type, body, dedup_key, traceparent)
on conflict (merchant, coalesce(reference, ''), dedup_key) do nothing
