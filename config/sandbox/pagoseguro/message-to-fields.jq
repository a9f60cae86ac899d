# What the platform says of a transaction, field by field in its order: by profile R as its relatives do, by L as the platform's own
# unused code has it, by B nothing. Input: the simulator's message.
def field($name; $value): {name: $name, value: ($value // "")};
if .profile == "R" then
  [
    field("mihpayid"; .gateway_id),
    field("mode"; .mode),
    field("status"; .status),
    field("key"; .fields.key),
    field("txnid"; .fields.txnid),
    field("amount"; .fields.amount),
    field("productinfo"; .fields.productinfo),
    field("firstname"; .fields.firstname),
    field("email"; .fields.email),
    field("udf1"; .fields.udf1),
    field("bank_ref_num"; .approval_number),
    field("error"; .error),
    field("error_Message"; .reason),
    field("addedon"; .at),
    field("hash"; .signature)
  ]
elif .profile == "L" then
  [
    field("orderReference"; .fields.txnid),
    field("value"; .fields.amount),
    field("product"; .fields.productinfo),
    field("customerFullName"; .fields.firstname),
    field("customerEmail"; .fields.email),
    field("status"; .status),
    field("sign"; .signature)
  ]
else [] end
