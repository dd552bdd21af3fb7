package heliograph.runner;

import static java.lang.System.Logger.Level.WARNING;
import static java.util.Locale.ROOT;

import heliograph.plugin.OnceASecond;
import heliograph.source.Message;
import heliograph.source.PublishFailed;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Supplier;

/// Tells when a source goes quiet that is expected to say something, and when it returns: one
/// message each, in the source's own name, also over a restart of the hub.
///
/// One platform thread looks at all sources once a second.
final class SilenceWatch {
    private static final System.Logger LOGGER = System.getLogger(SilenceWatch.class.getName());
    private static final String KEY = "silence"; // both messages are states of one thing

    private final Supplier<Collection<ManagedSource>> sources;
    private final InstantSource clock;

    private SilenceWatch(Supplier<Collection<ManagedSource>> sources, InstantSource clock) {
        this.sources = sources;
        this.clock = clock;
    }

    /// Returns what ends it.
    static OnceASecond start(Supplier<Collection<ManagedSource>> sources, InstantSource clock) {
        SilenceWatch watch = new SilenceWatch(sources, clock);
        return OnceASecond.start("silence-watch", watch::lookAtAll);
    }

    private void lookAtAll() throws InterruptedException {
        for (ManagedSource source : sources.get()) look(source);
    }

    private void look(ManagedSource source) throws InterruptedException {
        Optional<Silence> silence = source.status().silence();
        if (silence.isEmpty() || source.isPaused()) return;
        try {
            look(source, silence.get());
        } catch (PublishFailed e) {
            LOGGER.log(WARNING, "a silence could not be told: " + e.getMessage()); // tries again
        }
    }

    private void look(ManagedSource source, Silence silence) throws InterruptedException {
        Optional<Instant> returned = silence.returned();
        if (!silence.isTold()) {
            Duration quiet = Duration.between(silence.since(), clock.instant());
            if (quiet.compareTo(silence.expect()) < 0) return;
            source.memory().silent(Optional.of(silence.since()), silent(silence));
            source.status().silentSince(Optional.of(silence.since()));
        } else if (returned.isPresent()) {
            source.memory().silent(Optional.empty(), returned(silence, returned.get()));
            source.status().silentSince(Optional.empty());
        }
    }

    private static Message silent(Silence silence) {
        return Message.builder()
                .content(
                        "silent: nothing has come for %s, since %s"
                                .formatted(words(silence.expect()), seconds(silence.since())))
                .level("warn")
                .key(KEY)
                .field("event", "silent")
                .field("since", silence.since().toString())
                .build();
    }

    private static Message returned(Silence silence, Instant at) {
        Duration lasted = Duration.between(silence.since(), at);
        return Message.builder()
                .content("it has returned, after %s of silence".formatted(words(lasted)))
                .level("info")
                .key(KEY)
                .field("event", "returned")
                .field("since", silence.since().toString())
                .build();
    }

    private static String words(Duration duration) {
        Duration whole = duration.truncatedTo(ChronoUnit.SECONDS);
        return whole.toString().substring(2).replaceAll("([HM])(?=.)", "$1 ").toLowerCase(ROOT);
    }

    private static Instant seconds(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS);
    }
}
