# A form as a payment event: what a platform that is reached by a form "answers" to a creation. Input: the form; variable "creation". Its
# address is ours: there the buyer's browser gets the form.
variable("creation") as $creation
| {source: "creation", evidence: "queried"}
  + (if .refusal then {event: "refused", code: .refusal.code, message: .refusal.message}
     else {event: "opened", checkout_url: pay_url($creation.checkout.gateway; $creation.checkout.reference)} end)
