# What is wrong with a posted form, the first thing that is, in the order of the dossier's section 8.2; null when it is as it should be.
# Input: the facts about it. The codes are the simulator's own.
def given: . != null and . != "";
def problem($code; $status; $text; $names): {code: $code, status: $status, text: $text, names: $names};
(.fields // {}) as $fields
| def shape($name; $test): if $fields[$name] | test($test) then empty else $name end;
([["key", "txnid", "amount", "productinfo", "firstname", "email", "hash", "udf1"][] | select($fields[.] | given | not)]
  + (if ($fields.url_response | given) or (.return_url | given) then [] else ["url_response"] end)) as $missing
| if .readable != true or .repeated == true then
    problem("SIM-400-FORM"; 400; "This is no form, is too large, or names a field twice."; [])
  elif $missing != [] then
    problem("SIM-422-MISSING"; 422; "Fields are missing."; $missing)
  else
    [
      shape("key"; "^[0-9]{1,12}$"),
      shape("txnid"; "^.{1,20}$"),
      shape("amount"; "^(?=.{1,13}$)(?=.*[1-9])[0-9]+([.][0-9]{1,2})?$"),
      shape("productinfo"; "^.{1,40}$"),
      shape("firstname"; "^.{1,40}$"),
      shape("email"; "^(?=.{3,100}$)[^@\\s]+@[^@\\s]+[.][^@\\s]+$"),
      (if $fields.url_response | given then shape("url_response"; "^https?://[^\\s\"<>]+$") else empty end)
    ] as $malformed
    | if $malformed != [] then
        problem("SIM-422-FORMAT"; 422; "Fields are too long, or not of their kind."; $malformed)
      elif .account_known != true then
        problem("SIM-401-ACCOUNT"; 401; "This account is not known here, or not active."; ["key"])
      elif .hash_matches != true then
        problem("SIM-401-HASH"; 401; "The hash is not that of the fields."; ["hash"])
      elif .taken == true then
        problem("SIM-409-REFERENCE"; 409; "This reference is paid, or its payment is under way."; ["txnid"])
      else null end
  end
