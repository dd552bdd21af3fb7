package heliograph.stream;

import heliograph.broadcast.Broadcaster;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/// Who writes which stream.
///
/// ```
///           begins, or is behind            at the head
/// stream ──▶ a thread of its own ──────────▶ a group's thread, with up to 255 others
///                    ▲                              │
///                    └──── its client did not take ─┘
///                          a write at once
/// ```
/// A thread for each stream would cost a wake-up for each delivery, which is most of what can be
/// saved: the write itself is the kernel's. A write that waits for its client holds its group for
/// [Relief#LONGEST_WAIT], then the group goes on by another thread.
///
/// Safe from any thread.
public final class StreamWriters implements AutoCloseable {
    private final Broadcaster broadcaster;
    private final Set<WriterGroup> groups = ConcurrentHashMap.newKeySet();
    private final ReentrantLock membership = new ReentrantLock(); // a group ends only when empty
    private final Relief relief = new Relief(groups);

    public StreamWriters(Broadcaster broadcaster) {
        this.broadcaster = broadcaster;
    }

    /// Writes a stream from its greeting on.
    void begin(EventStream stream) {
        onItsOwnThread(
                () -> {
                    if (stream.begin() != EventStream.Place.ENDED) catchUp(stream);
                });
    }

    /// Writes a stream that is behind.
    void leaveBehind(EventStream stream) {
        onItsOwnThread(() -> catchUp(stream));
    }

    private static void onItsOwnThread(Runnable writing) {
        Thread.ofVirtual().name("stream-writer").start(writing);
    }

    /// Writes until the stream is at the head, then has a group go on with it. On the thread that
    /// is the stream's own for so long.
    void catchUp(EventStream stream) {
        EventStream.Place place = EventStream.Place.BEHIND;
        while (place == EventStream.Place.BEHIND) place = stream.advance();
        if (place == EventStream.Place.AT_HEAD) join(stream);
    }

    private void join(EventStream stream) {
        membership.lock();
        try {
            groups.stream()
                    .filter(WriterGroup::hasRoom)
                    .findFirst()
                    .orElseGet(this::newGroup)
                    .join(stream);
        } finally {
            membership.unlock();
        }
    }

    private WriterGroup newGroup() {
        WriterGroup group = new WriterGroup(this, relief);
        groups.add(group);
        broadcaster.wake(group.wake());
        group.start();
        return group;
    }

    /// Ends a group without members. Returns whether it has ended: somebody may have joined.
    boolean end(WriterGroup group) {
        membership.lock();
        try {
            if (!group.isEmpty()) return false;
            groups.remove(group);
            broadcaster.letSleep(group.wake());
            return true;
        } finally {
            membership.unlock();
        }
    }

    /// The newest offset there is for subscribers.
    long newest() {
        return broadcaster.newest();
    }

    /// The groups end by themselves, when their streams have ended.
    @Override
    public void close() {
        relief.close();
    }
}
