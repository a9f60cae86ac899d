select jsonb_build_object('name', name, 'email', email, 'documentType', document_type, 'identification', identification,
  'phone', phone)::text
from customer where merchant = 'default' and customer_id = :?customerId
