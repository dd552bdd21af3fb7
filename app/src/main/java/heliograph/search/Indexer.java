package heliograph.search;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import heliograph.journal.Block;
import heliograph.journal.Journal;
import heliograph.search.SearchFile.NotOurs;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Follows the journal and keeps the index: one platform thread, `search-indexer`. Nobody waits for
/// it. What cannot be indexed now, as the disk is full say, is indexed later; an index that is not
/// whole, or of another journal, is deleted and made again.
///
/// Once a second it takes what has gathered. So a range is full unless it must end, and few
/// messages leave few pieces for FTS5 to merge. While more comes in than it can follow, it leaves
/// most of the time to those who write: searches read the journal for what is not indexed yet.
final class Indexer implements AutoCloseable {
    private static final System.Logger LOGGER = System.getLogger(Indexer.class.getName());
    private static final int PAGE = 1 << 20; // bytes read at once
    private static final int PAGES = 4; // in one transaction
    private static final int TRIMMED = 256; // ranges in one transaction
    private static final Duration USUAL_PAUSE = Duration.ofSeconds(1);
    private static final Duration PAUSE_IN_TROUBLE = Duration.ofSeconds(5);
    private static final int REST_IN_FLOOD = 4; // times as long as it worked
    private static final Duration MOST_TO_SEAL = Duration.ofSeconds(1);

    private final Journal journal;
    private final SearchFile file;
    private final Seal seal;
    private final ReentrantLock lock = new ReentrantLock(); // for the wait between two rounds
    private final Condition hurry = lock.newCondition();
    private final Thread thread;
    private volatile boolean closed;
    private volatile boolean damaged; // a reader says so
    private volatile Optional<SearchReaders> readers = Optional.empty();

    // The rest is the thread's own.
    private final RangeWords range = new RangeWords();
    private Optional<SearchTable> table = Optional.empty();
    private long next;
    private String trouble = ""; // what was said last

    Indexer(Journal journal, SearchFile file) {
        this.journal = journal;
        this.file = file;
        this.seal = new Seal(file.path());
        this.thread = Thread.ofPlatform().name("search-indexer").daemon().start(this::run);
    }

    /// Who can be asked; empty while there is no index.
    Optional<SearchReaders> readers() {
        return damaged ? Optional.empty() : readers;
    }

    /// The index is not whole: it will be made again. From any thread.
    void reportDamage() {
        damaged = true;
        hurry();
    }

    private void hurry() {
        lock.lock();
        try {
            hurry.signal();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        Duration pause = Duration.ZERO;
        while (await(pause)) pause = round();
        leave();
    }

    /// Returns whether to go on.
    private boolean await(Duration pause) {
        lock.lock();
        try {
            long left = pause.toNanos();
            while (left > 0 && !closed && !damaged) left = hurry.awaitNanos(left);
            return !closed;
        } catch (InterruptedException _) {
            return false;
        } finally {
            lock.unlock();
        }
    }

    /// Indexes what is there, at most one transaction. Returns how long to rest.
    private Duration round() {
        try {
            if (damaged) return rebuild("a search found it damaged");
            SearchTable open = table.isPresent() ? table.get() : open();
            long began = System.nanoTime();
            long behind = journal.newest() - next;
            boolean more = index(open);
            if (!trouble.isEmpty()) LOGGER.log(INFO, "the search index goes on");
            trouble = "";
            if (!more) return USUAL_PAUSE;
            boolean flooded = journal.newest() - next > behind;
            return flooded
                    ? Duration.ofNanos(REST_IN_FLOOD * (System.nanoTime() - began))
                    : Duration.ZERO;
        } catch (NotOurs e) {
            return rebuild(String.valueOf(e.getMessage()));
        } catch (SQLException e) {
            return SearchFile.isDamageOrWrong(e)
                    ? rebuild(String.valueOf(e.getMessage()))
                    : rest(e);
        } catch (IOException | RuntimeException e) {
            return rest(e);
        } catch (InterruptedException _) {
            closed = true;
            return Duration.ZERO;
        }
    }

    private SearchTable open() throws SQLException, IOException, NotOurs {
        if (!seal.open()) throw new NotOurs("it is not as the hub left it");
        SearchTable opened = new SearchTable(file.writable());
        table = Optional.of(opened);
        next = opened.begin(journal.epochs().current(), journal.oldest(), journal.newest() + 1);
        readers = Optional.of(new SearchReaders(file, next));
        return opened;
    }

    /// Returns whether there is more to do at once.
    private boolean index(SearchTable table) throws SQLException, InterruptedException {
        boolean more = true;
        for (int page = 0; page < PAGES && more; page++) more = indexPage(table);
        more |= table.trim(journal.oldest(), TRIMMED) == TRIMMED;
        table.commit(next);
        readers.ifPresent(all -> all.indexed(next));
        return more;
    }

    /// Returns whether there may be another.
    private boolean indexPage(SearchTable table) throws SQLException, InterruptedException {
        long newest = journal.newest();
        if (newest < next) return false;
        long first = next;
        List<Block> page = journal.page(first, PAGE);
        for (Block block : page) index(block, table);
        boolean more = !page.isEmpty() && page.getLast().last() < newest;
        // So short a page ends where the journal cannot be read: as would each that begins here.
        if (more && next == first) add(table);
        range.clear(); // it was not full: the next page begins with it
        return more;
    }

    private void index(Block block, SearchTable table) throws SQLException {
        long expected = range.isEmpty() ? next : range.span().to() + 1;
        if (block.first() > expected) { // offsets are missing, and ranges have none
            add(table);
            next = block.first();
        }
        for (int i = (int) Math.max(0, expected - block.first()); i < block.count(); i++) {
            long offset = block.first() + i;
            if (block.intact(i)) {
                range.add(offset, block.body(), block.start(i) + 1, block.end(i) - 1);
            } else {
                range.addUnreadable(offset);
            }
            if (range.isFull()) add(table);
        }
    }

    private void add(SearchTable table) throws SQLException {
        if (range.isEmpty()) return;
        table.add(range.span(), range.text());
        next = range.span().to() + 1;
        range.clear();
    }

    private Duration rebuild(String why) {
        LOGGER.log(WARNING, "the search index is made again: " + why);
        try {
            closeAll();
            file.delete();
            damaged = false;
            return Duration.ZERO;
        } catch (SQLException | IOException e) {
            return rest(e);
        }
    }

    /// Begins the round anew, later: what was not committed is lost with its connection.
    private Duration rest(Exception e) {
        String why = String.valueOf(e.getMessage());
        if (!why.equals(trouble)) {
            LOGGER.log(WARNING, "the search index waits, and searches read the journal: " + why);
        }
        trouble = why;
        try {
            closeAll();
        } catch (SQLException _) {
            // It is opened again.
        }
        return PAUSE_IN_TROUBLE;
    }

    private void closeAll() throws SQLException {
        Optional<SearchReaders> oldReaders = readers;
        Optional<SearchTable> oldTable = table;
        readers = Optional.empty();
        table = Optional.empty();
        range.clear();
        if (oldReaders.isPresent()) oldReaders.get().close();
        if (oldTable.isPresent()) oldTable.get().close();
    }

    private void leave() {
        boolean whole = table.isPresent() && !damaged;
        try {
            closeAll();
            if (whole) seal.put(MOST_TO_SEAL);
        } catch (SQLException | IOException e) {
            LOGGER.log(WARNING, "the search index was not closed well: " + e.getMessage());
        }
    }

    /// Returns when the thread has ended: soon, as nothing it does takes long.
    @Override
    public void close() {
        closed = true;
        hurry();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException _) {
                interrupted = true; // the journal that it reads is closed next
            }
        }
        if (interrupted) Thread.currentThread().interrupt();
    }
}
