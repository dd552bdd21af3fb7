package heliograph.runner;

import heliograph.source.ConfigException;
import heliograph.source.SourceConfig;

import java.time.Duration;
import java.util.Optional;

/// What the hub itself does about a source, whatever its type: settings that every source has.
///
/// @param expect how long it may say nothing before that is told
record SourceRules(Optional<Duration> expect, Budget budget, RestartPolicy restart) {
    static final SourceRules NONE =
            new SourceRules(Optional.empty(), Budget.UNLIMITED, RestartPolicy.USUAL);

    /// @param absent the budget where none is written
    /// @throws ConfigException when one of them is wrong
    static SourceRules read(SourceConfig settings, Budget absent) {
        return new SourceRules(
                settings.text("expect", "").isEmpty()
                        ? Optional.empty()
                        : Optional.of(expect(settings)),
                Budget.read(settings.section("budget"), absent),
                RestartPolicy.read(settings.section("restart")));
    }

    private static Duration expect(SourceConfig settings) {
        Duration expect = settings.duration("expect");
        if (expect.compareTo(Duration.ofSeconds(1)) < 0) {
            throw settings.invalid("expect", "write a duration from 1s on");
        }
        return expect;
    }
}
