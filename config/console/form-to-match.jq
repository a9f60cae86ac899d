# What dead letters have in common. Input: the form.
{
  destination: (.destination // ""),
  action: (.action // ""),
  last_status: (.last_status // "" | if test("^[0-9]{1,3}$") then . else null end)
}
