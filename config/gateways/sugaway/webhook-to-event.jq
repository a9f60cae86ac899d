# What a message of Sugaway is about. Input: the message. Operation messages are of type "checkout"; "checkout:expired" comes in
# several shapes and needs no more than its type, for our address names the checkout. Any other type changes nothing. From a form, a
# node of nothing is an empty text.
def node: if type == "object" then . else {} end;
def word: if type == "string" and . != "" or type == "number" then tostring else null end;
(.type // "" | tostring) as $type
| (.data | node) as $data
| ($data.payment | node) as $payment
| ($payment.id // "" | tostring) as $id
| if $type == "checkout:expired" then
    {
      verdict: "expiry",
      event: {
        event: "expiry-announced",
        reference: (($payment.reference | word) // ($data.reference | word) // (.reference | word)),
        platform_checkout_id: (($data.checkout | node | .uid | word) // (.checkout | node | .uid | word))
      }
    }
  elif $type == "checkout" and ($id | startswith("GRP-")) then {verdict: "group", event: null}
  elif $type == "checkout" and (.data | type) == "object" then {verdict: "operation", event: "operation"}
  elif $type == "checkout" then {verdict: "unreadable", event: null}
  else {verdict: "unknown-type", event: null}
  end
