# Where an act leads back to: a page of the console, with what was done. Input: the form.
(.back // "" | if test("^/console(/(orders|messages|dead-letters)(/[A-Za-z0-9._-]{1,64})?)?$") then . else "/console" end)
+ "?done=" + (variable("act") | @uri)
