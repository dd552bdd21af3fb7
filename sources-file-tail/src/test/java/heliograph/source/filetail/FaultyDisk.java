package heliograph.source.filetail;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/// The real disk, on which a test lets calls fail, hang, or tell what is not so. Safe from any
/// thread.
final class FaultyDisk implements Disk {
    enum Call {
        STAT,
        LIST,
        OPEN,
        READ
    }

    private final Disk real = new RealDisk();
    private final Map<Call, String> faults = new ConcurrentHashMap<>();
    private final Map<FileIdentity.Inode, Duration> clockAtBirth = new ConcurrentHashMap<>();
    private volatile OptionalLong staleSize = OptionalLong.empty();
    private volatile boolean isNetwork;
    private volatile Duration clock = Duration.ZERO;
    private volatile Optional<CountDownLatch> hang = Optional.empty();
    private final AtomicInteger failures = new AtomicInteger();

    /// From now on such calls fail, as the system says it in words.
    void fail(Call call, String reason) {
        failures.set(0);
        faults.put(call, reason);
    }

    void recover() {
        faults.clear();
    }

    /// How many calls have failed since the last fault was set.
    int failures() {
        return failures.get();
    }

    /// A disk of which no event tells.
    void becomeNetwork() {
        isNetwork = true;
    }

    /// Files say this size at most, and are not read farther, as by an old entry of a cache.
    void tellAtMost(long size) {
        staleSize = OptionalLong.of(size);
    }

    void tellTheTruth() {
        staleSize = OptionalLong.empty();
    }

    /// The times of files go by a clock that was moved.
    void moveClock(Duration by) {
        clock = clock.plus(by);
    }

    /// Reads hang until the latch is down, and hear no interrupt.
    void hang(CountDownLatch until) {
        hang = Optional.of(until);
    }

    @Override
    public FileStat stat(Path path) throws IOException {
        check(Call.STAT, path);
        FileStat stat = real.stat(path);
        var inode = stat.identity().inode();
        Duration birth = clockAtBirth.computeIfAbsent(inode, _ -> clock);
        return new FileStat(
                new FileIdentity(inode, stat.identity().birth().plus(birth)),
                told(stat.size()),
                moved(stat.modified()),
                moved(stat.changed()),
                stat.isRegular());
    }

    private Instant moved(Instant time) {
        return time.plus(clock);
    }

    @Override
    public List<Path> list(Path directory) throws IOException {
        check(Call.LIST, directory);
        return real.list(directory);
    }

    @Override
    public boolean tellsChanges(Path directory) throws IOException {
        return !isNetwork && real.tellsChanges(directory);
    }

    @Override
    public Handle open(Path path) throws IOException {
        check(Call.OPEN, path);
        Handle handle = real.open(path);
        return new Handle() {
            @Override
            public long size() throws IOException {
                return told(handle.size());
            }

            @Override
            public int read(ByteBuffer into, long at) throws IOException {
                check(Call.READ, path);
                hang.ifPresent(FaultyDisk::awaitDeafly);
                long end = told(handle.size());
                if (at >= end) return -1;
                into.limit((int) Math.min(into.limit(), into.position() + end - at));
                return handle.read(into, at);
            }

            @Override
            public void close() throws IOException {
                handle.close();
            }
        };
    }

    private long told(long size) {
        return Math.min(size, staleSize.orElse(size));
    }

    private void check(Call call, Path path) throws IOException {
        String reason = faults.get(call);
        if (reason == null) return;
        failures.incrementAndGet();
        throw new FileSystemException(path.toString(), null, reason);
    }

    private static void awaitDeafly(CountDownLatch latch) {
        while (true) {
            try {
                latch.await();
                return;
            } catch (InterruptedException _) {
                // The file system's server does not answer, whoever asks.
            }
        }
    }
}
