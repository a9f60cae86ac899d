package org.checkoutbridge.runtime;

import com.zaxxer.hikari.HikariDataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** Brings the database's tables up to date, before anything uses them. Any number of replicas may start at once. */
final class Migrations {

    private Migrations() {}

    /**
     * @param sandbox also make the simulated platforms' tables
     * @throws RuntimeException if the database cannot be reached, or a migration fails
     */
    static void run(String url, String user, String password, boolean sandbox) {
        try (HikariDataSource connections = new HikariDataSource()) {
            connections.setJdbcUrl(url);
            connections.setUsername(user);
            connections.setPassword(password);
            connections.setMaximumPoolSize(2);
            connections.setInitializationFailTimeout(5_000);
            FluentConfiguration flyway = Flyway.configure().dataSource(connections);
            flyway.locations("classpath:db/migration").load().migrate();
            if (sandbox) {
                // A schema and versions of its own: these never stand in the way of the ledger's.
                flyway.defaultSchema("sandbox").locations("classpath:db/sandbox").load().migrate();
            }
        }
    }
}
