# What a message of Sugaway is about. Input: the message. Operation messages are of type "checkout"; "checkout:expired" comes in
# several shapes and needs no more than its type, for our address names the checkout. Any other type changes nothing. From a form, a
# node of nothing is an empty text.
def node: if type == "object" then . else {} end;
(.type // "" | tostring) as $type
| (.data | node) as $data
| ($data.payment | node) as $payment
| ($payment.id // "" | tostring) as $id
| if $type == "checkout:expired" then
    {
      verdict: "expiry",
      event: {
        event: "expiry-announced",
        reference: ($payment.reference // $data.reference // .reference),
        platform_checkout_id: (($data.checkout | node | .uid) // (.checkout | node | .uid))
      }
    }
  elif $type == "checkout" and ($id | startswith("GRP-")) then {verdict: "group", event: null}
  elif $type == "checkout" and (.data | type) == "object" then {verdict: "operation", event: "operation"}
  elif $type == "checkout" then {verdict: "unreadable", event: null}
  else {verdict: "unknown-type", event: null}
  end
