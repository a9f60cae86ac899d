-- What the simulated ERP and the mailbox got about an order, oldest first.
select jsonb_build_object(
  'calls', (
    select coalesce(jsonb_agg(jsonb_build_object(
      'id', id, 'at', utc(at), 'path', path, 'action', coalesce(body->>'action', body->>'state'), 'amount', body->>'amount', 'currency', body->>'currency',
      'body', jsonb_pretty(body)) order by id), '[]')
    from sandbox.erp_call where body->>'orderId' = :?erpOrderId),
  'mails', (
    select coalesce(jsonb_agg(jsonb_build_object(
      'id', id, 'at', utc(at), 'to', message->>'to', 'subject', message->>'subject', 'text', message->>'text', 'html', message->>'html' is not null)
      order by id), '[]')
    from sandbox.mail where message->>'subject' like '% · ' || replace(replace(cast(:?erpOrderId as text), '\', '\\'), '_', '\_')))::text
