# What was typed into the search form, as the address of its results. Whose order it is never stands in an address: an e-mail or a document
# becomes its keyed hash here. Input: the form.
def text: (. // "") | gsub("^\\s+|\\s+$"; "");
(.id | text) as $id
| (.person | text) as $typed
| (if $typed == "" and ($id | test("@")) then $id else $typed end) as $person
| [
    (if $id != $person and $id != "" then "id=" + ($id[:120] | @uri) else empty end),
    (if $person == "" then empty
     else "person=" + ([if $person | test("@") then buyer_key("email"; $person) else buyer_key("document"; $person) end] | .[0] // "none") end),
    (.state | text | if test("^[A-Z_]{1,24}$") then "state=" + . else empty end),
    (.since | text | if test("^[0-9]{4}-[0-9]{2}-[0-9]{2}$") then "since=" + . else empty end),
    (.until | text | if test("^[0-9]{4}-[0-9]{2}-[0-9]{2}$") then "until=" + . else empty end)
  ]
| "/console/orders" + (if length == 0 then "" else "?" + join("&") end)
