<#-- The letter for those who read text. -->
${brand.name}

${words[kind + ".heading"]}
${""?left_pad(words[kind + ".heading"]?length, "=")}

<#if toBuyer>${words["greeting"]} ${buyer},

</#if>${words[kind + ".text"]}
<#if reason??>

${reason}
</#if>
<#if link??>

${link}
</#if>

<#list facts as label, value>
${label}: ${value}
</#list>
<#if !toBuyer>
${words["label.buyer"]}: ${buyer} <${buyerMail}>
</#if>

${words[kind + ".next"]}
<#if test>

${words["label.test"]}
</#if>
<#if toBuyer>

-- 
${words["footer"]} ${brand.name}.
</#if>
