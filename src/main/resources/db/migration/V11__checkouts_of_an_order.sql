-- Until the server has counted a new table's rows, one index of it is as good as another, and the checkout of a reference was looked for by the
-- merchant that all of them have: each order looked at all others, in a minute in which there may be thousands. Now only the index by
-- reference begins with the merchant. (A reference is there once for a merchant, so also once for its gateway.)
drop index checkout_of_order;
create index checkout_of_order on checkout (erp_order_id, merchant, id);
alter table checkout drop constraint checkout_merchant_gateway_reference_key;
