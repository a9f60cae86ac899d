# How the buyer seems to have come back. Input: the query of the return address. What it says of payments is not believed.
(. // "") as $query
| if $query | test("(^|&)status=0(&|$)") then "left"
  elif $query | test("(^|&)status=401(&|$)") then "closed"
  else null
  end
