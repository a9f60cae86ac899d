with resumed as (delete from destination_pause where destination = :?destination returning 1)
select count(*)::text from resumed
