-- What was sent to the merchant about some references, with the answers, oldest first.
select coalesce(jsonb_agg(jsonb_build_object(
  'id', m.id, 'gateway', m.gateway, 'carrier', m.carrier, 'reference', m.reference, 'at', utc(m.created_at), 'attempts', m.attempts, 'answered', m.answered,
  'answer', m.answer, 'delivered', m.delivered_at is not null, 'subject', m.subject, 'body', m.body) order by m.created_at, m.id), '[]')::text
from sandbox.message m
where m.reference in (select jsonb_array_elements_text(cast(:?references as jsonb)))
