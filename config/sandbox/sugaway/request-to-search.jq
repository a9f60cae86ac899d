# What a merchant searches for, from the address or from a body, with the platform's limits. Input: the request's body;
# variable "filters": the address's parameters.
def day: if type == "object" then (.year | tostring) + "-" + (.month | tostring) + "-" + (.day | tostring) else . end;
def valid_day: if type == "string" and test("^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}") then .[0:10] else null end;
def whole($otherwise): if . != null and (tostring | test("^[0-9]{1,6}$")) then (tostring | tonumber) else $otherwise end;
(variable("filters") // {}) as $filters
| . as $body
| def filter($name): if $body | has($name) then $body[$name] else $filters[$name] end;
  {
    page: (filter("page") | whole(0)),
    limit: ([(filter("limit") | whole(15)), 50] | min | if . < 1 then 1 else . end),
    status: (filter("status") | if . == null or . == "" then null else tostring end),
    reference: (filter("reference") | if . == "" then null else . end),
    currency: (filter("currency") | if . == "" then null else . end),
    test: (filter("test") | if . == null or . == "" then null else tostring == "true" end),
    created_from: (($body.created.from | day) // $filters.created_from | valid_day),
    created_to: (($body.created.to | day) // $filters.created_to | valid_day),
    updated_from: (($body.updated.from | day) // $filters.updated_from | valid_day),
    updated_to: (($body.updated.to | day) // $filters.updated_to | valid_day)
  }
