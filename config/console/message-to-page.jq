# A platform's message as its page shows it: codes, amounts, ids and times; everything else may be somebody's, and is masked. One that
# cannot be read is shown as far as it holds neither addresses nor long numbers. Input: the stored message.
def shown($key):
  ($key | test("^(id|uid|code|status|state|type|event|total|amount|value|currency|reference|created|updated|date|operation|parent|result|test|count|installments?|[a-z]*_?(id|date|time|total|value|amount|status|state|code|currency|reference)|[0-9]+)$"; "i"))
  and ($key | test("(card|doc|customer|client|buyer|payer|user|mail|phone|name|document|identification|session|ip)"; "i") | not);
def masked($key):
  if type == "object" then with_entries(.key as $name | .value |= masked($name))
  elif type == "array" then map(masked($key))
  elif type == "string" then (if shown($key) and (test("@") | not) and length <= 120 then . else "•••" end)
  else . end;
. as $stored
| variable("reading") as $reading
| {
    id, gateway, reference, erp_order_id, exception_id, content_type, bytes, received_at, processed_at, attempts, verdict, detail,
    aside: (.processed_at != null and (.verdict == "quarantined" or .verdict == "unknown-reference")),
    problem: $reading.problem,
    lines: (if $reading.problem then [] else $reading.message | masked("") | [paths(scalars) as $path | {name: ($path | map(tostring) | join(".")), value: (getpath($path) | tostring)}] end)
  }
