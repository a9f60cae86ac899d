# The platforms that are on, as the ERP may see them. Input: their summaries. Messages that a platform sends to one address for the whole
# account go to "messagesTo".
[.[] | {gateway: .name, currencies, test, messagesTo: account_url(.name; "account")}]
