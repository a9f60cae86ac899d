<#-- What the simulated Pago Seguro writes of a payment, to its buyer or its merchant. -->
<#if letter.reader == "buyer">
Hola, ${letter.name}:
<#else>
Transacción de ${letter.name} (${letter.email}<#if letter.means.document??>, ${letter.means.document}</#if>):
</#if>

Estado: ${letter.text}<#if letter.reason?has_content> (${letter.reason})</#if>
Referencia de compra: ${letter.reference}
Transacción: ${letter.id}
<#if letter.approval_number??>
Número de aprobación: ${letter.approval_number}
</#if>
Total: ${letter.amount} COP
<#if letter.means.last4??>
Tarjeta: ${letter.means.brand} terminada en ${letter.means.last4}
<#elseif letter.means.cus??>
PSE: ${letter.means.bank}, CUS ${letter.means.cus}
</#if>
Fecha: ${letter.at}
<#if letter.reader == "buyer">

<#if letter.state == "pending">
No pague de nuevo: le escribiremos cuando el banco responda.
<#elseif letter.again>
Puede intentarlo de nuevo desde la tienda.
</#if>
Comercio: ${letter.merchant}, NIT ${letter.tax_number}, ${letter.contact}
</#if>
