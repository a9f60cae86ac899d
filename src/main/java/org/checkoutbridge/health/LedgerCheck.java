package org.checkoutbridge.health;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Ready only while the ledger answers. */
public final class LedgerCheck extends AbstractHealthCheck {

    private static final int PATIENCE_SECONDS = 2;

    private final DataSource pool;

    public LedgerCheck(DataSource pool) {
        super("checkout-bridge", "ledger");
        this.pool = pool;
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder result, Map<String, Object> options) {
        try (Connection connection = pool.getConnection()) {
            result.state(connection.isValid(PATIENCE_SECONDS) ? State.UP : State.DOWN);
        } catch (SQLException e) {
            result.message("the database does not answer").down();
        }
    }
}
