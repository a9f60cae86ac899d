select to_jsonb(exists (
  select 1 from absence_proof where gateway = :?gateway and endpoint_digest = cast(:?answer as jsonb)->>'endpoint_digest'))::text
