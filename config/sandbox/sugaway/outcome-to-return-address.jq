# Where the buyer goes after the payment page: the merchant's address with what happened added to it. Input: {status, type,
# transaction_id}; variables "checkout", "platformUrl".
variable("checkout") as $checkout
| ("status=" + (.status | @uri) + "&type=" + (.type | @uri) + "&transactionId=" + (.transaction_id | @uri)) as $told
| if $checkout.return_url == null then variable("platformUrl") + "/p/checkout/v2/" + $checkout.id
  else
    ($checkout.return_url | split("#")) as $parts
    | $parts[0] + (if $parts[0] | test("\\?") then "&" else "?" end) + $told
      + (if ($parts | length) > 1 then "#" + ($parts[1:] | join("#")) else "" end)
  end
