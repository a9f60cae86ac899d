# How the platform is to behave towards a merchant, from a form of the desk. A value that is none of those that there are is left out,
# as is what the form does not name. Input: the form.
def one_of($words): select(. as $value | any($words[]; . == $value));
def flag: if . == "true" then true elif . == "false" then false else empty end;
def address: select(. == "" or test("^https?://[^\\s\"<>]+$"));
. as $form
| ([
  {name: "return_profile", value: (.return_profile // empty | one_of(["R", "L", "B"]))},
  {name: "return_mode", value: (.return_mode // empty | one_of(["", "form-post", "query-get", "bare-get"]))},
  {name: "confirm_profile", value: (.confirm_profile // empty | one_of(["R", "L", "off"]))},
  {name: "confirm_timing", value: (.confirm_timing // empty | one_of(["before-return", "after-return", "delayed", "never", "pending-then-final"]))},
  {name: "confirm_fault", value: (.confirm_fault // empty | one_of(["none", "duplicate", "concurrent", "reordered", "wrong-signature",
    "wrong-amount", "unknown-reference", "truncated", "latin-1"]))},
  {name: "mails", value: (.mails // empty | one_of(["both", "buyer", "none", "late"]))},
  {name: "charset", value: (.charset // empty | one_of(["UTF8", "LATIN1"]))},
  {name: "confirm_url", value: (.confirm_url // empty | address)},
  {name: "return_url", value: (.return_url // empty | address)},
  {name: "api_key", value: (.api_key // empty | select(test("^[A-Za-z0-9-]{8,}(,[A-Za-z0-9-]{8,})*$")))},
  (("active", "notify_pending", "strict", "lenient_amount", "nit") as $name | {name: $name, value: ($form[$name] // empty | flag)})
] | from_entries)
