package heliograph.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import heliograph.LogRecorder;
import heliograph.broadcast.Delivery.Gap;
import heliograph.broadcast.Delivery.Idle;
import heliograph.journal.EntryId;
import heliograph.journal.Journal;
import heliograph.journal.SourceKey;
import heliograph.query.Filter;
import heliograph.source.Message;

import io.prometheus.metrics.model.registry.PrometheusRegistry;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/// What is read back from the journal when it was written one message at a time.
class ReplayTest {
    private static final int SINGLES = 1000;
    private static final Pattern ID = Pattern.compile("(?m)^id: [a-z0-9]+-(\\d+)$");

    @TempDir Path directory;
    private Journal journal;
    private Broadcaster broadcaster;

    @BeforeEach
    void publishSingleMessages() throws Exception {
        open();
        for (int i = 0; i < SINGLES; i++) publish("x".repeat(i % 700));
        journal.close();
        open(); // so that the tail is empty
    }

    private void open() {
        PrometheusRegistry registry = new PrometheusRegistry();
        journal = Journal.open(directory, InstantSource.system(), registry);
        broadcaster = new Broadcaster(journal, 1 << 20, registry);
    }

    @AfterEach
    void close() {
        journal.close();
    }

    @Test
    void singleMessagesGoOutInFullWrites() throws Exception {
        List<Delivery> deliveries = deliveries(1);
        assertThat(offsets(deliveries)).isEqualTo(range(1, SINGLES));
        for (Delivery delivery : deliveries) {
            Frames frames = (Frames) delivery;
            assertThat(frames.bytes()).isLessThanOrEqualTo(FrameEncoder.WRITE_SIZE);
        }
        long bytes = deliveries.stream().mapToLong(frames -> ((Frames) frames).bytes()).sum();
        // Each page of four writes may end in a smaller one.
        assertThat(deliveries).hasSizeLessThan((int) (2 * bytes / FrameEncoder.WRITE_SIZE) + 2);
    }

    @Test
    void fromEachOfThemExactlyTheRestIsDelivered() throws Exception {
        for (int first = 1; first <= SINGLES; first += 37) {
            assertThat(offsets(deliveries(first))).isEqualTo(range(first, SINGLES));
        }
    }

    @Test
    void aHoleBetweenThemIsToldOnceAndTheOthersAreThere() throws Exception {
        execute("delete from block where first between 101 and 150");
        List<Delivery> deliveries = deliveries(1);
        assertThat(deliveries).filteredOn(Gap.class::isInstance).hasSize(1);
        assertThat(deliveries).contains(new Gap(101, 150, Gap.Reason.DAMAGED));
        List<Long> others = new ArrayList<>(range(1, 100));
        others.addAll(range(151, SINGLES));
        assertThat(offsets(deliveries)).isEqualTo(others);
    }

    @Test
    void howeverManyHolesThereAreAndWhoeverComesByTheLogSaysFew() throws Exception {
        execute("delete from block where first % 5 = 0");
        try (LogRecorder log = new LogRecorder()) {
            for (int i = 0; i < 3; i++) deliveries(1 + i);
            assertThat(log.warnings()).hasSize(10);
            assertThat(log.warnings().getFirst()).contains("from 5 on", "journal check");
            assertThat(log.warnings().getLast()).contains("others are not told");
        }
    }

    @Test
    void aDamagedOneIsToldAndTheOthersAreThere() throws Exception {
        execute("update block set body = replace(body, 'x', 'y') where first = 500");
        List<Delivery> deliveries = deliveries(1);
        assertThat(deliveries).contains(new Gap(500, 500, Gap.Reason.DAMAGED));
        List<Long> others = new ArrayList<>(range(1, 499));
        others.addAll(range(501, SINGLES));
        assertThat(offsets(deliveries)).isEqualTo(others);
    }

    @Test
    void aPageIsReadOnceForAllWhoComeBackToTheSamePlace() throws Exception {
        Set<Delivery> read = Collections.newSetFromMap(new IdentityHashMap<>());
        try (var subscribers = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Delivery> comingBack = () -> broadcaster.replay().at(17, SINGLES);
            for (Future<Delivery> one : subscribers.invokeAll(Collections.nCopies(200, comingBack)))
                read.add(one.get());
        }
        assertThat(read).hasSize(1);
    }

    @Test
    void whatIsOnDiskButNotShownYetIsNotDelivered() throws Exception {
        journal.listen(blocks -> {}); // as if the writer stood between the commit and the tail
        for (int i = 0; i < 5; i++) publish("not shown");
        assertThat(offsets(deliveries(SINGLES - 9))).isEqualTo(range(SINGLES - 9, SINGLES));
    }

    /// Everything from that offset on, until nothing more comes.
    private List<Delivery> deliveries(long first) throws InterruptedException {
        Start start =
                new Start.After(Optional.of(new EntryId(journal.epochs().current(), first - 1)));
        List<Delivery> deliveries = new ArrayList<>();
        try (Subscription subscription = broadcaster.subscribe(start, Filter.ALL, Lag.KEEP)) {
            Delivery delivery = subscription.next();
            while (!(delivery instanceof Idle)) {
                deliveries.add(delivery);
                delivery = subscription.next();
            }
        }
        return deliveries;
    }

    private static List<Long> offsets(List<Delivery> deliveries) {
        List<Long> offsets = new ArrayList<>();
        for (Delivery delivery : deliveries) {
            if (!(delivery instanceof Frames frames)) continue;
            Matcher ids = ID.matcher(new String(frames.chunk(), UTF_8));
            while (ids.find()) offsets.add(Long.parseLong(ids.group(1)));
        }
        return offsets;
    }

    private static List<Long> range(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }

    private void publish(String text) throws InterruptedException {
        broadcaster.publish(new SourceKey("s", "test"), List.of(Message.text(text)), List.of());
    }

    private void execute(String sql) throws Exception {
        String url = "jdbc:sqlite:" + directory.resolve("journal.db");
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
