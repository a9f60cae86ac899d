${words[kind + ".heading"]}

<#if toBuyer>${words["greeting"]} ${buyer},

</#if>${words[kind + ".text"]}
<#if reason??>
${reason}
</#if>

<#list facts as label, value>
${label}: ${value}
</#list>
<#if !toBuyer>
${words["label.buyer"]}: ${buyer} <${buyerMail}>
</#if>

${words[kind + ".next"]}
<#if link??>
${link}
</#if>
<#if test>

${words["label.test"]}
</#if>

--
${merchant}
