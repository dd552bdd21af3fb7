package heliograph.stream;

import heliograph.stream.EventStream.Place;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/// Streams at the head that one thread writes, one after the other, woken once for all of them.
///
/// The thread on duty owns the members. While it waits for a client, [Relief] may put another on
/// duty without that stream, with which the first one remains.
final class WriterGroup {
    private static final int ROOM = 256; // members: fewer would mean more wake-ups for a message
    private static final long LONG = Duration.ofDays(1).toNanos();

    /// So many messages that come at once are a flood, of which more is on its way.
    private static final int FLOOD = 4;

    /// How long a flood gathers between two rounds: each client gets fewer and larger writes. A
    /// message that comes alone waits for nothing.
    private static final long GATHERING = Duration.ofMillis(2).toNanos();

    private final StreamWriters writers;
    private final Relief relief;
    private final Signal signal = new Signal();
    private final Runnable wake = signal::raise;
    private final Queue<EventStream> joining = new ConcurrentLinkedQueue<>();
    private final List<EventStream> members = new ArrayList<>(ROOM);
    private final AtomicInteger size = new AtomicInteger(); // with those that are joining
    private volatile Duty duty;

    WriterGroup(StreamWriters writers, Relief relief) {
        this.writers = writers;
        this.relief = relief;
        this.duty = new Duty();
    }

    void start() {
        Thread.ofPlatform().name("stream-group").daemon().start(duty);
    }

    /// What has it look for something to write.
    Runnable wake() {
        return wake;
    }

    boolean hasRoom() {
        return size.get() < ROOM;
    }

    boolean isEmpty() {
        return size.get() == 0;
    }

    void join(EventStream stream) {
        size.incrementAndGet();
        joining.add(stream);
        stream.writtenBy(wake);
        wake.run();
    }

    /// Has another thread go on if a write has waited for so long. Returns whether somebody must
    /// look again: it is in the middle of its members. Called by [Relief]'s thread.
    boolean relieve(Duration longestWait) {
        return duty.relieve(longestWait);
    }

    private void remove(int index) {
        EventStream last = members.removeLast();
        if (index < members.size()) members.set(index, last);
        size.decrementAndGet();
    }

    /// One thread's time with the group.
    private final class Duty implements Runnable {
        // Null while none is; whoever sets it back from a stream decides who goes on.
        private final AtomicReference<@Nullable EventStream> inHand = new AtomicReference<>();
        private volatile boolean writing; // also between two members, with none in hand
        private boolean relieved;
        private boolean behind; // somebody has more to be written
        private long shown = writers.newest(); // the newest offset of the last round

        @Override
        public void run() {
            long next = System.nanoTime();
            while (true) {
                if (!behind) signal.await(next);
                admit();
                long begin = System.nanoTime();
                boolean flood = isFlood();
                next = writeAll();
                if (relieved) return;
                // Before it waits: a group that has lost its last member is woken by nobody.
                if (members.isEmpty() && writers.end(WriterGroup.this)) return;
                if (flood && !behind) rest(begin + GATHERING);
            }
        }

        private boolean isFlood() {
            long before = shown;
            shown = writers.newest();
            return shown - before >= FLOOD;
        }

        private static void rest(long deadline) {
            long left = deadline - System.nanoTime();
            while (left > 0) {
                LockSupport.parkNanos(left);
                left = deadline - System.nanoTime();
            }
        }

        private void admit() {
            for (EventStream one = joining.poll(); one != null; one = joining.poll()) {
                members.add(one);
            }
        }

        /// Writes once for each member that has something. Returns when the next heartbeat is due,
        /// as of [System#nanoTime].
        private long writeAll() {
            writing = true;
            relief.watchWriting();
            behind = false;
            long now = System.nanoTime();
            long rest = LONG;
            int i = 0;
            while (i < members.size()) {
                EventStream stream = members.get(i);
                boolean stays = !stream.hasNext(now) || write(stream);
                if (relieved) return now;
                if (stays) {
                    rest = Math.min(rest, stream.nextHeartbeat() - now);
                    i++;
                } else {
                    remove(i);
                }
            }
            writing = false;
            return now + rest;
        }

        /// Returns whether it is a member still.
        private boolean write(EventStream stream) {
            if (!stream.isNear()) {
                writers.leaveBehind(stream);
                return false;
            }
            inHand.set(stream);
            Place place = stream.advance();
            relieved = !inHand.compareAndSet(stream, null);
            if (relieved && place != Place.ENDED) writers.catchUp(stream);
            behind |= place == Place.BEHIND;
            return place != Place.ENDED;
        }

        /// Called by [Relief]'s thread, which owns the members once it has taken the stream out of
        /// this one's hand.
        boolean relieve(Duration longestWait) {
            if (!writing) return false;
            EventStream stream = inHand.get();
            if (stream == null || !stream.hasWaited(longestWait)) return true;
            if (inHand.compareAndSet(stream, null)) {
                remove(members.indexOf(stream));
                duty = new Duty();
                start();
            }
            return true;
        }
    }
}
