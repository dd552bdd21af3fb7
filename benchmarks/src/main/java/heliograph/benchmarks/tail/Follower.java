package heliograph.benchmarks.tail;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/// A program that follows files.
interface Follower {
    String name();

    /// Starts it, at the beginning of each file.
    ///
    /// @param directory empty, for what it keeps
    /// @param include the files: existing ones, or one glob
    /// @param watch whether the system tells it of changes
    Following follow(Path directory, List<String> include, boolean watch)
            throws IOException, InterruptedException;

    /// The program at work.
    interface Following extends AutoCloseable {
        Process process();

        /// What it gives out; each line of the files is a line of it, or is in one.
        InputStream lines() throws IOException, InterruptedException;

        /// Returns when it is through with so many lines.
        void awaitLines(long count) throws IOException, InterruptedException;

        /// What it needs for itself, in bytes.
        long memory() throws IOException, InterruptedException;

        @Override
        void close();
    }
}
