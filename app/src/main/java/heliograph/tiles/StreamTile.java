package heliograph.tiles;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// A tile that the configuration makes of the stream. Whoever shows it reckons: from the histogram,
/// the history and the messages that come.
///
/// @param sources, levels, q the messages it is about, as in a query of the stream
/// @param field whose last value is shown; only for [Show#LAST]
/// @param ttl how long the last value stays true; zero: for ever
/// @param warn, error from which value on it is a warning, an error
public record StreamTile(
        String id,
        String title,
        Show show,
        List<String> sources,
        List<String> levels,
        Optional<String> q,
        Optional<String> field,
        Duration window,
        Duration ttl,
        String unit,
        OptionalLong warn,
        OptionalLong error) {

    /// What is shown.
    public enum Show {
        /// How many messages arrived within the window.
        COUNT,
        /// How many of them for each second.
        RATE,
        /// The value of a field of the last one.
        LAST
    }
}
