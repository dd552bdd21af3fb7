package heliograph.plugin;

import heliograph.source.SourceProvider;

import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A provider that a jar declares, whose code has not run yet.
///
/// @param jar as people know it
record Candidate(ServiceLoader.Provider<SourceProvider> declared, String jar, InstantSource clock) {
    private static final String TYPE = "[a-z][a-z0-9]*(-[a-z0-9]+)*";
    private static final int LONGEST_TYPE = 64; // a source may be named after it
    private static final int LONGEST_VERSION = 64; // characters
    private static final Pattern VERSION_IN_NAME = Pattern.compile("-(\\d[^/]*)\\.jar$");

    Class<? extends SourceProvider> type() {
        return declared.type();
    }

    /// Makes it and asks what it is, which is the first time its code runs. Each call may take as
    /// long as a [ForeignCall].
    Tested test() throws InterruptedException {
        String name = type().getName();
        ClassLoader loader = type().getClassLoader();
        try {
            SourceProvider provider = ForeignCall.call(name, loader, declared::get);
            String word =
                    ForeignCall.call(
                            name + ".type()",
                            loader,
                            () -> Objects.requireNonNull(provider.type(), "type() returned null"));
            if (word.length() > LONGEST_TYPE || !word.matches(TYPE)) {
                return broken(
                        "its type '%s' is no lower-kebab word of at most %d characters, as file-tail is"
                                .formatted(ForeignText.of(word, LONGEST_TYPE), LONGEST_TYPE));
            }
            boolean starts =
                    ForeignCall.call(name + ".startsByItself()", loader, provider::startsByItself);
            return new Tested.Good(
                    new FoundProvider(word, provider, starts, jar, version(), isOurs()));
        } catch (ForeignFailure e) {
            return broken(e.failure().message());
        } catch (heliograph.source.ConfigException e) {
            return broken(e.getMessage());
        }
    }

    private Tested broken(String reason) {
        return new Tested.Bad(new BrokenJar(jar, type().getName(), reason, clock.instant()));
    }

    private boolean isOurs() {
        return type().getName().startsWith("heliograph.")
                && !(type().getClassLoader() instanceof PluginClassLoader);
    }

    /// As its manifest has it, or the jar's name.
    private String version() {
        return ForeignText.of(writtenVersion(), LONGEST_VERSION);
    }

    private String writtenVersion() {
        return Optional.ofNullable(type().getPackage().getImplementationVersion())
                .orElseGet(
                        () -> {
                            Matcher version = VERSION_IN_NAME.matcher(jar);
                            return version.find() ? version.group(1) : "";
                        });
    }
}
