# The address of a page of results as what the ledger is asked. Days are those of the site's clock. Input: the reader, with the request's query.
def day:
  if . != null and (test("^2[0-9]{3}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8]))$")
    or test("^2[0-9](0[48]|[2468][048]|[13579][26])-02-29$"))
  then . else null end;
.query
| {
    id: (.id // null),
    person: (.person // null),
    state: (.state // null),
    since: (.since | day),
    until: (.until | day),
    before: (.before // "" | if test("^[0-9]{1,18}$") then . else null end)
  }
