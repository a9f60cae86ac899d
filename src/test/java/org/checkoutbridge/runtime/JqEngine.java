package org.checkoutbridge.runtime;

import java.util.LinkedHashMap;
import java.util.Map;
import net.thisptr.jackson.jq.Function;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.builder.ExpressionBuilder;
import org.checkoutbridge.console.BuyerKey;
import org.checkoutbridge.effect.EffectFunctions;
import org.checkoutbridge.link.LinkFunction;
import org.checkoutbridge.link.LinkSigner;
import org.checkoutbridge.money.MoneyFunctions;
import org.checkoutbridge.payment.PlatformTime;

/** The program's jq, with the functions that {@code routes/shared/beans.camel.yaml} gives it, and without its routes. */
public final class JqEngine {

    /** The signatures in the fixtures are of this key. */
    public static final LinkSigner LINKS = new LinkSigner("https://bridge.example", "a key for fixtures");

    private static final CamelContext CONTEXT = new DefaultCamelContext();
    private static final JqLanguage JQ = new JqLanguage();

    static {
        functions().forEach(CONTEXT.getRegistry()::bind);
        JQ.setCamelContext(CONTEXT);
    }

    private JqEngine() {}

    /** By name and number of arguments. */
    static Map<String, Function> functions() {
        Map<String, Function> functions = new LinkedHashMap<>();
        functions.put("money/1", MoneyFunctions.text());
        functions.put("number/1", MoneyFunctions.number());
        functions.put("instant/0", PlatformTime.instant());
        functions.put("pay_url/2", new LinkFunction(LINKS, "PAY"));
        functions.put("return_url/2", new LinkFunction(LINKS, "RETURN"));
        functions.put("webhook_url/2", new LinkFunction(LINKS, "WEBHOOK"));
        functions.put("account_url/2", new LinkFunction(LINKS, "ACCOUNT"));
        functions.put("buyer_key/2", new BuyerKey("a search key for fixtures"));
        functions.put("effect_id/4", EffectFunctions.id());
        return functions;
    }

    public static Object run(String expressionOrFile, Object input) {
        return run(expressionOrFile, input, Map.of());
    }

    /** @param expressionOrFile what stands in a route behind {@code jq:} */
    public static Object run(String expressionOrFile, Object input, Map<String, Object> variables) {
        Exchange exchange = new DefaultExchange(CONTEXT);
        exchange.getMessage().setBody(input);
        variables.forEach(exchange::setVariable);
        return JQ.createExpression(ExpressionBuilder.bodyExpression(), expressionOrFile, new Object[0]).evaluate(exchange, Object.class);
    }
}
