package heliograph.runner;

import static java.lang.System.Logger.Level.WARNING;

import heliograph.source.ConfigException;
import heliograph.source.Source;
import heliograph.source.SourceConfig;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Makes the sources that the configuration asks for and those that start by themselves; starts
/// none. What a wrong setting keeps from being made is an error, what a broken jar does is not.
final class SourceMaker {
    private static final System.Logger LOGGER = System.getLogger(SourceMaker.class.getName());

    /// A source with its place on the board.
    ///
    /// @param source empty when the jar's own code failed; the status says why
    record Made(Optional<Source> source, SourceStatus status) {}

    private final Providers providers;
    private final List<SourceEntry> entries;

    SourceMaker(Providers providers, List<SourceEntry> entries) {
        this.providers = providers;
        this.entries = entries;
    }

    /// @throws ConfigException when a source is configured wrongly
    List<Made> make() {
        List<Made> made = new ArrayList<>();
        for (SourceEntry entry : entries) made.add(makeConfigured(entry));
        for (Providers.Found found : providers.all()) {
            if (startsByItself(found)) makeIfAllHasDefaults(found).ifPresent(made::add);
        }
        return made;
    }

    private Made makeConfigured(SourceEntry entry) {
        Optional<Providers.Found> found = providers.ofType(entry.type());
        if (found.isPresent()) return make(entry, found.get());
        ConfigException unknown = providers.unknownType(entry);
        if (providers.broken().isEmpty()) throw unknown;
        // The type may be that of a broken jar, which must not keep the hub from starting.
        return failed(entry, "", unknown.getMessage());
    }

    private boolean startsByItself(Providers.Found found) {
        boolean isAskedFor =
                entries.stream()
                        .anyMatch(
                                entry ->
                                        entry.name().equals(found.type())
                                                || entry.type().equals(found.type()));
        return !isAskedFor && found.startsByItself();
    }

    private Optional<Made> makeIfAllHasDefaults(Providers.Found found) {
        try {
            return Optional.of(make(withDefaults(found.type()), found));
        } catch (ConfigException _) {
            return Optional.empty(); // a setting without a default: it starts when it is configured
        }
    }

    /// A source of that type with all its defaults, under any name.
    Optional<Source> standard(String type) {
        return providers.ofType(type).flatMap(this::makeIfAllHasDefaults).flatMap(Made::source);
    }

    private static SourceEntry withDefaults(String type) {
        return new SourceEntry(type, type, SourceConfig.of(type, Map.of()));
    }

    private static Made make(SourceEntry entry, Providers.Found found) {
        try {
            Source source =
                    ForeignCall.call(
                            "create of type '" + entry.type() + "'",
                            () ->
                                    Objects.requireNonNull(
                                            found.provider().create(entry.settings()),
                                            "create() returned null"));
            entry.settings().refuseUnknown();
            return new Made(Optional.of(source), status(entry, found.jar()));
        } catch (ConfigException e) {
            throw e;
        } catch (Throwable e) {
            return failed(entry, found.jar(), Providers.reason(e));
        }
    }

    private static Made failed(SourceEntry entry, String jar, String error) {
        LOGGER.log(WARNING, "source '" + entry.name() + "' could not be made: " + error);
        SourceStatus status = status(entry, jar);
        status.neverRan(error);
        return new Made(Optional.empty(), status);
    }

    private static SourceStatus status(SourceEntry entry, String jar) {
        return new SourceStatus(entry.name(), entry.type(), jar, entry.settings().shown());
    }
}
