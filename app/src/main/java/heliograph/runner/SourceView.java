package heliograph.runner;

import heliograph.source.Health;
import heliograph.source.Lag;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the board shows of a source at one moment.
///
/// @param rate messages in a second, over the last ten
/// @param bySecond messages in each of the last 60 seconds, the running one last
/// @param isHeldBack whether it publishes more than its budget
public record SourceView(
        String name,
        String type,
        SourceState state,
        long messages,
        double rate,
        List<Long> bySecond,
        Optional<LastMessage> lastMessage,
        Optional<SourceError> lastError,
        int restarts,
        Optional<Instant> nextStart,
        Health health,
        Optional<Lag> lag,
        Optional<Silence> silence,
        Budget budget,
        boolean isHeldBack,
        String jar,
        String version,
        Map<String, Object> settings) {}
