package org.checkoutbridge.runtime;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * The pool, with statements that know themselves how many parameters they have. camel-jdbc asks every statement for it, and the driver
 * asks the server: a round trip more for each statement.
 */
public final class LedgerDatabase extends DelegatingDataSource {

    private static final Pattern APART = Pattern.compile("'(?:[^']|'')*'|--[^\\n]*");

    /** By statement: as many as there are files. */
    private static final Map<String, Integer> PARAMETERS = new ConcurrentHashMap<>();

    public LedgerDatabase(DataSource pool) {
        super(pool);
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = super.getConnection();
        return proxy(Connection.class, (proxy, method, arguments) -> {
            Object result = invoked(method, connection, arguments);
            return result instanceof PreparedStatement statement && arguments[0] instanceof String sql ? counted(statement, sql) : result;
        });
    }

    private static PreparedStatement counted(PreparedStatement statement, String sql) {
        int parameters = PARAMETERS.computeIfAbsent(sql, LedgerDatabase::parameters);
        return proxy(PreparedStatement.class, (proxy, method, arguments) ->
                "getParameterMetaData".equals(method.getName()) ? count(parameters) : invoked(method, statement, arguments));
    }

    /** Question marks, but for those in texts and comments. */
    static int parameters(String sql) {
        return (int) APART.matcher(sql).replaceAll("").chars().filter(c -> c == '?').count();
    }

    /** Of a statement's parameters only the number is known, and asked for. */
    private static ParameterMetaData count(int parameters) {
        return proxy(ParameterMetaData.class, (proxy, method, arguments) -> {
            if ("getParameterCount".equals(method.getName())) {
                return parameters;
            }
            throw new UnsupportedOperationException(method.getName());
        });
    }

    private static Object invoked(Method method, Object target, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(LedgerDatabase.class.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
