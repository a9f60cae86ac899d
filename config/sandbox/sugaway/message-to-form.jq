# A message as a nested form, as the qs library of JavaScript writes it: data[payment][status][code]=200. Empty lists and objects vanish.
[paths(type != "object" and type != "array") as $path
  | getpath($path) as $value
  | (($path[0] | tostring) + ($path[1:] | map("[" + tostring + "]") | join("")) | @uri)
    + "=" + ($value | if . == null then "" else tostring end | @uri)]
| join("&")
