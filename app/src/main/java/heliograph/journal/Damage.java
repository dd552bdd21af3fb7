package heliograph.journal;

import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

import java.sql.SQLException;
import java.util.Set;

/// Which errors of SQLite mean that the file's bytes are not what was written.
final class Damage {
    private static final int PRIMARY = 0xff; // the rest says more precisely what it is

    private static final Set<Integer> OF_THE_FILE =
            Set.of(
                    SQLiteErrorCode.SQLITE_CORRUPT.code,
                    SQLiteErrorCode.SQLITE_NOTADB.code,
                    SQLiteErrorCode.SQLITE_TOOBIG.code,
                    SQLiteErrorCode.SQLITE_IOERR_READ.code, // a bad sector
                    SQLiteErrorCode.SQLITE_IOERR_SHORT_READ.code,
                    SQLiteErrorCode.SQLITE_CONSTRAINT_PRIMARYKEY.code, // where nothing can be yet
                    SQLiteErrorCode.SQLITE_CONSTRAINT_ROWID.code);

    /// At opening, statements meet a schema that may be damaged too: `no such column: cmunt`.
    private static final Set<Integer> OF_THE_SCHEMA =
            Set.of(
                    SQLiteErrorCode.SQLITE_ERROR.code,
                    SQLiteErrorCode.SQLITE_CONSTRAINT.code,
                    SQLiteErrorCode.SQLITE_MISMATCH.code,
                    SQLiteErrorCode.SQLITE_FORMAT.code);

    private Damage() {}

    /// Whether a read or a write met bytes that cannot be right.
    static boolean isIn(SQLException e) {
        int code = code(e);
        return OF_THE_FILE.contains(code) || OF_THE_FILE.contains(code & PRIMARY);
    }

    /// Whether a journal that fails so at opening has to be salvaged.
    static boolean preventsOpening(SQLException e) {
        return isIn(e) || OF_THE_SCHEMA.contains(code(e) & PRIMARY);
    }

    /// As precise as it is known.
    private static int code(SQLException e) {
        return e instanceof SQLiteException exact ? exact.getResultCode().code : e.getErrorCode();
    }
}
