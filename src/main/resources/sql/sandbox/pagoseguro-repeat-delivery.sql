-- A confirmation is sent once more, now.
update sandbox.pagoseguro_delivery set delivered_at = null, next_attempt_at = sandbox.pagoseguro_now(), attempts = least(attempts, 3)
where id::text = :?deliveryId and kind = 'confirmation'
returning id::text
