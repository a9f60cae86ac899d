package org.checkoutbridge.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.component.jdbc.DefaultJdbcPrepareStatementStrategy;
import org.checkoutbridge.document.Json;
import org.checkoutbridge.tracing.TraceContext;

/**
 * The parameters of a ledger statement are the exchange's variables of the same names: {@code :?reference} is
 * {@code ${variable.reference}}. A document is bound as its JSON text, a variable that is not set as null. {@code :?traceparent} is the
 * trace that the exchange's work belongs to.
 */
public final class LedgerParameters extends DefaultJdbcPrepareStatementStrategy {

    private static final Pattern PARAMETER = Pattern.compile(":\\?(\\w+)");

    /** A statement as the database gets it, and what stands for its question marks. */
    private record Prepared(String statement, List<String> names) {

        static Prepared of(String query) {
            return new Prepared(PARAMETER.matcher(query).replaceAll("?"),
                    PARAMETER.matcher(query).results().map((MatchResult name) -> name.group(1)).toList());
        }
    }

    /** By statement: as many as there are files. */
    private final Map<String, Prepared> prepared = new ConcurrentHashMap<>();

    @Override
    public String prepareQuery(String query, boolean allowNamedParameters) {
        return prepared.computeIfAbsent(query, Prepared::of).statement;
    }

    @Override
    public Iterator<?> createPopulateIterator(String query, String statement, int expected, Exchange exchange, Object value) {
        List<Object> values = new ArrayList<>(expected);
        for (String name : prepared.computeIfAbsent(query, Prepared::of).names) {
            values.add(TraceContext.HEADER.equals(name) ? TraceContext.current() : bound(exchange.getVariable(name)));
        }
        return values.iterator();
    }

    private static Object bound(Object variable) {
        boolean document = variable instanceof Map || variable instanceof Collection || variable instanceof JsonNode
                || variable instanceof Record;
        return document ? Json.text(variable) : variable;
    }
}
