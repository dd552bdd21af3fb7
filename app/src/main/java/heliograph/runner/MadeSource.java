package heliograph.runner;

import heliograph.plugin.Failure;
import heliograph.plugin.ForeignCall;
import heliograph.plugin.ForeignFailure;
import heliograph.plugin.FoundProvider;
import heliograph.plugin.Plugins;
import heliograph.source.ConfigException;
import heliograph.source.LiveSource;
import heliograph.source.Source;
import heliograph.source.SourceConfig;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// What became of an attempt to make a source.
///
/// @param provider of its type, if there is one
/// @param settings as they may be shown: what the provider did not come to read might be a secret
record MadeSource(
        Optional<FoundProvider> provider,
        SourceRules rules,
        Map<String, Object> settings,
        Result result) {

    sealed interface Result {
        record Ready(Source source) implements Result {}

        record Refused(ConfigException why) implements Result {}

        record Failed(Failure failure) implements Result {}

        /// No jar has its type.
        record NoProvider() implements Result {}
    }

    /// Reads the settings that every source has, and has the provider read the others.
    static MadeSource of(SourceEntry entry, Plugins plugins) throws InterruptedException {
        Optional<FoundProvider> provider = plugins.ofType(entry.type());
        boolean isOurs = provider.map(FoundProvider::isOurs).orElse(true);
        SourceConfig settings = entry.settings();
        SourceRules rules = SourceRules.NONE;
        Result result;
        try {
            rules = SourceRules.read(settings, isOurs ? Budget.UNLIMITED : Budget.OF_PLUGINS);
            result =
                    provider.isPresent() ? make(provider.get(), settings) : new Result.NoProvider();
        } catch (ConfigException e) {
            result = new Result.Refused(e);
        }
        return new MadeSource(provider, rules, settings.shown(), result);
    }

    /// Why its settings cannot be used, if so.
    Optional<ConfigException> refusal() {
        return result instanceof Result.Refused(ConfigException why)
                ? Optional.of(why)
                : Optional.empty();
    }

    /// Whether it runs, rather than being told by HTTP.
    boolean isLive() {
        return result instanceof Result.Ready(LiveSource _);
    }

    private static Result make(FoundProvider provider, SourceConfig settings)
            throws InterruptedException {
        try {
            Source source =
                    ForeignCall.call(
                            "create of type '" + provider.type() + "'",
                            provider.loader(),
                            () ->
                                    Objects.requireNonNull(
                                            provider.provider().create(settings),
                                            "create() returned null"));
            settings.refuseUnknown();
            return new Result.Ready(source);
        } catch (ForeignFailure e) {
            return new Result.Failed(e.failure());
        }
    }
}
