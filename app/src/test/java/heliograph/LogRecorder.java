package heliograph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/// Keeps what goes to the log as a warning or worse, from when it is made until it is closed.
public final class LogRecorder extends Handler implements AutoCloseable {
    private final Logger root = Logger.getLogger("");
    private final List<String> records = Collections.synchronizedList(new ArrayList<>());

    public LogRecorder() {
        setLevel(Level.WARNING);
        root.addHandler(this);
    }

    @Override
    public void publish(LogRecord record) {
        if (isLoggable(record)) records.add(record.getMessage() + " " + record.getThrown());
    }

    public List<String> warnings() {
        return List.copyOf(records);
    }

    public void assertNoWarning() {
        assertThat(records).isEmpty();
    }

    /// That one of them contains the text.
    public void assertWarning(String text) {
        assertThat(records).anySatisfy(record -> assertThat(record).contains(text));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        root.removeHandler(this);
    }
}
