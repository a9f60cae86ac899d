-- Stored before it is judged. A repeat is only counted.
insert into webhook_inbox (gateway, reference, content_type, body, dedup_key)
values (:?gateway, :?reference, :?contentType, :?webhookBody, :?dedupKey)
on conflict (merchant, dedup_key) do update set repeats = webhook_inbox.repeats + 1
returning jsonb_build_object('repeated', repeats > 0)::text
