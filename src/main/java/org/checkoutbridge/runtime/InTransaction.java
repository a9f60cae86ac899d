package org.checkoutbridge.runtime;

import javax.sql.DataSource;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.spi.Policy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * {@code policy: inTransaction}: the steps in it are one database transaction. It commits when they end without an exception and
 * rolls back otherwise; the exception goes on to the owner of errors, whose retry runs the whole unit again.
 *
 * <p>Not {@code transacted:}, which brings an error handler of its own, so that the caller's owner never learns of a failure
 * (src/docs/adr/0003-transactions.md). The steps run on the caller's thread.
 */
public final class InTransaction implements Policy {

    private final TransactionTemplate template;

    public InTransaction(DataSource pool) {
        this.template = new TransactionTemplate(new JdbcTransactionManager(pool));
    }

    @Override
    public void beforeWrap(Route route, NamedNode definition) {
        // nothing to prepare
    }

    @Override
    public Processor wrap(Route route, Processor steps) {
        return new DelegateAsyncProcessor(steps) {
            @Override
            public boolean process(Exchange exchange, AsyncCallback callback) {
                try {
                    template.executeWithoutResult(status -> {
                        runSteps(exchange);
                        if (exchange.getException() != null || exchange.isRollbackOnly()) {
                            status.setRollbackOnly();
                        }
                    });
                } catch (RuntimeException e) {
                    exchange.setException(e); // no connection, or the commit itself failed
                }
                callback.done(true);
                return true;
            }

            private void runSteps(Exchange exchange) {
                try {
                    getProcessor().process(exchange);
                } catch (Exception e) {
                    exchange.setException(e);
                }
            }
        };
    }
}
