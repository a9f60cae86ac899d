package org.checkoutbridge.bench.baseline;

import com.zaxxer.hikari.HikariDataSource;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;
import org.checkoutbridge.link.Digest;

/** What one would write first: platform-http, then jdbc, a row for each request, in its own transaction. */
public final class RowPerRequest extends RouteBuilder {

    /** What messages must say they are, or platform-http takes the form apart and the body is gone. */
    public static final String CONTENT_TYPE = "text/plain";

    private RowPerRequest() {}

    /** @param arguments the port, and the database's URL */
    public static void main(String[] arguments) throws Exception {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(arguments[1]);
        pool.setUsername("postgres");
        pool.setMaximumPoolSize(32);
        Main main = new Main();
        main.addInitialProperty("camel.server.enabled", "true");
        main.addInitialProperty("camel.server.port", arguments[0]);
        main.bind("database", pool);
        main.configure().addRoutesBuilder(new RowPerRequest());
        main.run();
    }

    @Override
    public void configure() {
        from("platform-http:/webhooks/{gateway}/{reference}/{signature}?httpMethodRestrict=POST")
                .convertBodyTo(byte[].class)
                .setHeader("type", header(Exchange.CONTENT_TYPE))
                .process(exchange -> {
                    exchange.getMessage().setHeader("stored", exchange.getMessage().getBody());
                    exchange.getMessage().setHeader("key", Digest.sha256(exchange.getMessage().getBody(byte[].class)));
                })
                .setBody(constant("insert into webhook_inbox (gateway, reference, content_type, body, dedup_key)"
                        + " values (:?gateway, :?reference, :?type, :?stored, :?key) on conflict (merchant, coalesce(reference, ''), dedup_key) do nothing"))
                .to("jdbc:database?useHeadersAsParameters=true")
                .removeHeaders("*")
                .setHeader(Exchange.CONTENT_TYPE, constant("application/json"))
                .setBody(constant("{\"result\":true}"));
    }
}
