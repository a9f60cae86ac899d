update webhook_inbox set processed_at = now(), verdict = :?verdict, detail = :?verdictDetail,
  reference = coalesce(reference, :?reference)
where id = cast(:?webhookId as bigint)
returning id::text
