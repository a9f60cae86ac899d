package org.checkoutbridge.runtime;

import com.zaxxer.hikari.HikariDataSource;
import org.flywaydb.core.Flyway;

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
            Flyway.configure()
                    .dataSource(connections)
                    .locations(sandbox
                            ? new String[] {"classpath:db/migration", "classpath:db/sandbox"}
                            : new String[] {"classpath:db/migration"})
                    .ignoreMigrationPatterns("*:missing")
                    .load()
                    .migrate();
        }
    }
}
