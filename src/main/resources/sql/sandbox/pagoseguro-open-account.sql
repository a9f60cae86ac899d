-- The account that the bridge is configured with, and where it wants to be told. How the platform behaves towards it stays as it was set.
insert into sandbox.pagoseguro_account (account, api_key, merchant, tax_number, email, confirm_url)
values (:?platformAccount, :?platformKeys, :?merchantName, '900123456-8', :?merchantAddress, :?confirmUrl)
on conflict (account) do update set api_key = excluded.api_key, merchant = excluded.merchant, email = excluded.email, confirm_url = excluded.confirm_url
returning account
