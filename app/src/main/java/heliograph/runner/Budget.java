package heliograph.runner;

import heliograph.source.SourceConfig;

import java.util.OptionalLong;
import java.util.function.LongSupplier;

/// How much a source may publish in a second.
///
/// @param messages at most; empty for any number
/// @param bytes of JSON at most; empty for any
public record Budget(OptionalLong messages, OptionalLong bytes) {
    static final Budget UNLIMITED = new Budget(OptionalLong.empty(), OptionalLong.empty());

    /// What a plugin gets that no setting gives more: one that floods must not push what the
    /// others said out of the journal.
    static final Budget OF_PLUGINS = new Budget(OptionalLong.of(10_000), OptionalLong.of(10 << 20));

    private static final String ANY = "unlimited";

    /// Reads `budget: { messages: 10000, bytes: 10MiB }`, of which each may be `unlimited`.
    ///
    /// @param absent what holds for a limit that is not written
    static Budget read(SourceConfig budget, Budget absent) {
        return new Budget(
                limit(budget, "messages", absent.messages, () -> messages(budget)),
                limit(budget, "bytes", absent.bytes, () -> bytes(budget)));
    }

    private static OptionalLong limit(
            SourceConfig budget, String key, OptionalLong absent, LongSupplier written) {
        return switch (budget.text(key, "")) {
            case "" -> absent;
            case ANY -> OptionalLong.empty();
            default -> OptionalLong.of(written.getAsLong());
        };
    }

    private static long messages(SourceConfig budget) {
        return budget.number("messages", 1, 1_000_000_000);
    }

    private static long bytes(SourceConfig budget) {
        long bytes = budget.size("bytes");
        if (bytes < 1) throw budget.invalid("bytes", "write a size such as 10MiB, or unlimited");
        return bytes;
    }

    public boolean isUnlimited() {
        return messages.isEmpty() && bytes.isEmpty();
    }
}
