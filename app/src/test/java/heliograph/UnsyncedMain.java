package heliograph;

import org.sqlite.JDBC;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.logging.Logger;

/// A hub whose SQLite is told `synchronous=normal`, and that is made to believe in `full`: it
/// answers before anything is on disk. For the test of the test.
public final class UnsyncedMain {
    private UnsyncedMain() {}

    public static void main(String[] arguments) throws SQLException {
        List<Driver> drivers = Collections.list(DriverManager.getDrivers());
        for (Driver driver : drivers) DriverManager.deregisterDriver(driver);
        DriverManager.registerDriver(new UnsyncedDriver());
        Main.main(arguments);
    }

    private static final class UnsyncedDriver implements Driver {
        private final Driver sqlite = new JDBC();

        @Override
        public Connection connect(String url, Properties properties) throws SQLException {
            return disguised(Connection.class, sqlite.connect(url, properties));
        }

        @Override
        public boolean acceptsURL(String url) throws SQLException {
            return sqlite.acceptsURL(url);
        }

        @Override
        public DriverPropertyInfo[] getPropertyInfo(String url, Properties properties)
                throws SQLException {
            return sqlite.getPropertyInfo(url, properties);
        }

        @Override
        public int getMajorVersion() {
            return sqlite.getMajorVersion();
        }

        @Override
        public int getMinorVersion() {
            return sqlite.getMinorVersion();
        }

        @Override
        public boolean jdbcCompliant() {
            return sqlite.jdbcCompliant();
        }

        @Override
        public Logger getParentLogger() {
            return Logger.getGlobal();
        }
    }

    private static <T> T disguised(Class<T> type, T real) {
        Object proxy =
                Proxy.newProxyInstance(
                        UnsyncedMain.class.getClassLoader(),
                        new Class<?>[] {type},
                        (_, method, arguments) -> call(real, method, arguments));
        return type.cast(proxy);
    }

    /// Lowers the pragma when it is set, and answers 2, which is `full`, when it is read back.
    private static Object call(Object real, Method method, Object[] arguments) throws Throwable {
        try {
            if (arguments != null && arguments.length > 0 && arguments[0] instanceof String sql) {
                if (sql.equals("pragma synchronous=full"))
                    arguments[0] = "pragma synchronous=normal";
                if (sql.equals("pragma synchronous")) arguments[0] = "select '2'";
            }
            Object result = method.invoke(real, arguments);
            return result instanceof Statement statement
                            && method.getName().equals("createStatement")
                    ? disguised(Statement.class, statement)
                    : result;
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
