# What is missing or wrong in a request for a checkout, as the platform's documents have it. Input: the request. Output: field names.
def text($most): type == "string" and length > 0 and length <= $most;
def address: . == null or (type == "string" and test("^https?://"));
def amount: type == "number" and . > 0;
def one_of($words): . == null or any($words[] == .; .);
([
  ["total", (.total | amount)],
  ["currency", (.currency | type == "string" and ascii_upcase == "ARS")],
  ["description", (.description | text(255))],
  ["reference", (.reference | text(255))],
  ["customer.identification", (.customer | type == "object" and (.identification | text(64)))],
  ["customer.email", (.customer | type == "object" and (.email | text(255)))],
  ["customer.name", (.customer | type == "object" and (.name | text(255)))],
  ["test", (.test | . == null or type == "boolean")],
  ["return_url", (.return_url | address)],
  ["webhook", (.webhook | address)],
  ["webhooksType", (.webhooksType | one_of(["all", "final", "intermediateAndFinal", "none"]))],
  ["timeout", (.timeout | . == null or (type == "number" and . >= 1 and (tostring | test("^[0-9]+$"))))],
  ["intent", (.intent | one_of(["payment.v2", "payment.2-step"]))],
  ["sources", (.sources | . == null or type == "array")],
  ["installments", (.installments | . == null or type == "array")],
  ["items", (.items | . == null or (type == "array" and all(.[]; type == "object" and (.type == "subscription" or (.total | type == "number")))))],
  ["split", ((.split // []) | type == "array" and all(.[]; type == "object" and (.total | amount)))]
] | map(select(.[1] | not) | .[0]))
