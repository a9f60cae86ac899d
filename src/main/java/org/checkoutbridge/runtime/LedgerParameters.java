package org.checkoutbridge.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.component.jdbc.DefaultJdbcPrepareStatementStrategy;
import org.checkoutbridge.document.Json;

/**
 * The parameters of a ledger statement are the exchange's variables of the same names: {@code :?reference} is
 * {@code ${variable.reference}}. A document is bound as its JSON text, a variable that is not set as null.
 */
public final class LedgerParameters extends DefaultJdbcPrepareStatementStrategy {

    private static final Pattern PARAMETER = Pattern.compile(":\\?(\\w+)");

    @Override
    public Iterator<?> createPopulateIterator(String query, String prepared, int expected, Exchange exchange, Object value) {
        List<Object> values = new ArrayList<>(expected);
        Matcher names = PARAMETER.matcher(query);
        while (names.find()) {
            values.add(bound(exchange.getVariable(names.group(1))));
        }
        return values.iterator();
    }

    private static Object bound(Object variable) {
        boolean document = variable instanceof Map || variable instanceof Collection || variable instanceof JsonNode
                || variable instanceof Record;
        return document ? Json.text(variable) : variable;
    }
}
