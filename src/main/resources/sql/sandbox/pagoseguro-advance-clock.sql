-- The platform's clock goes on by some minutes. It never goes back.
update sandbox.pagoseguro_clock set ahead = ahead + make_interval(mins => cast(:?minutes as int))
where cast(:?minutes as int) between 1 and 100000
returning ahead::text
