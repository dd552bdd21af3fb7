package heliograph.search;

import static java.lang.System.Logger.Level.WARNING;

import heliograph.journal.Journal;

import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;

/// Which ranges of the journal may hold a word: an FTS5 index in a file of its own, filled behind
/// the journal. It only proposes; [History] asks it, reads the journal, and lets the filter decide.
///
/// ```
/// journal  [··64 entries··][··64 entries··][··64 entries··][·· 17 ··]
/// index     first → words   first → words   first → words   not yet: read as it is
/// ```
/// Safe from any thread.
public final class SearchIndex implements AutoCloseable {
    private static final System.Logger LOGGER = System.getLogger(SearchIndex.class.getName());

    private final Journal journal;
    private final Indexer indexer;

    private SearchIndex(Journal journal, Indexer indexer) {
        this.journal = journal;
        this.indexer = indexer;
    }

    /// Begins to index beside the journal. Opening never fails: without a file that can be written
    /// searches are complete all the same, and slower.
    public static SearchIndex open(Path directory, Journal journal, PrometheusRegistry registry) {
        SearchIndex index =
                new SearchIndex(journal, new Indexer(journal, SearchFile.in(directory)));
        GaugeWithCallback.builder()
                .name("heliograph_search_lag_messages")
                .help("Messages that are kept and not in the search index yet.")
                .callback(callback -> callback.call((double) index.lag()))
                .register(registry);
        return index;
    }

    /// How many messages are kept and not indexed yet. Up to 63 wait for others to be indexed with.
    public long lag() {
        long indexed = indexer.readers().map(SearchReaders::next).orElse(1L);
        return Math.max(0, journal.newest() + 1 - Math.max(indexed, journal.oldest()));
    }

    /// As [SearchReaders#candidates]; an index that cannot be read has nothing to say.
    Optional<Candidates> candidates(String match, Span span, Order order, int most)
            throws InterruptedException {
        Optional<SearchReaders> readers = indexer.readers();
        if (readers.isEmpty()) return Optional.empty();
        try {
            return readers.get().candidates(match, span, order, most);
        } catch (SQLException e) {
            LOGGER.log(WARNING, "the search index cannot be read: " + e.getMessage());
            if (SearchFile.isDamage(e)) indexer.reportDamage();
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        indexer.close();
    }
}
