-- An operation's id is the platform's, but not every platform signs it: a buyer can bring a message about one checkout under an id that another's
-- payment has. Each checkout has its own operations, whatever they are called.
alter table operation drop constraint operation_merchant_gateway_operation_id_key;
alter table operation add unique (checkout_id, operation_id);

-- The same by its first column.
drop index operation_of_checkout;
