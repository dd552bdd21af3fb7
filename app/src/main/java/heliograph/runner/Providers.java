package heliograph.runner;

import heliograph.source.ConfigException;
import heliograph.source.NearestWord;
import heliograph.source.SourceProvider;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;

/// The kinds of source that [ServiceLoader] finds, and those that it finds broken: these are named
/// on the board and change nothing for the others.
public final class Providers {
    private static final int DEEPEST_CAUSE = 20;
    private static final int MOST_ERRORS = 100; // ends the search when a services file never does

    /// @param startsByItself as the provider said once: it is foreign code
    /// @param jar the file the provider came from
    record Found(String type, SourceProvider provider, boolean startsByItself, String jar) {}

    /// @param provider its class, or the services file when not even that is known
    public record Broken(String provider, String jar, String reason) {}

    private final Map<String, Found> byType = new TreeMap<>();
    private final List<Broken> broken = new ArrayList<>();
    private final ServicesFiles declared;

    private Providers(ClassLoader loader) {
        declared = ServicesFiles.read(loader);
    }

    /// Finds what is on the class path.
    public static Providers find() {
        return find(Providers.class.getClassLoader());
    }

    /// Finds what a class loader sees.
    public static Providers find(ClassLoader loader) {
        Providers providers = new Providers(loader);
        Iterator<ServiceLoader.Provider<SourceProvider>> search =
                ServiceLoader.load(SourceProvider.class, loader).stream().iterator();
        while (providers.broken.size() < MOST_ERRORS && providers.findNext(search)) {}
        return providers;
    }

    private boolean findNext(Iterator<ServiceLoader.Provider<SourceProvider>> search) {
        try {
            if (!search.hasNext()) return false;
            add(search.next());
        } catch (ServiceConfigurationError | LinkageError e) {
            ServicesFiles.Declared culprit = declared.failed(e);
            broken.add(new Broken(culprit.provider(), culprit.jar(), reason(e)));
        }
        return true;
    }

    private void add(ServiceLoader.Provider<SourceProvider> candidate) {
        String jar = JarName.of(candidate.type());
        String name = candidate.type().getName();
        declared.found(name);
        try {
            SourceProvider provider = ForeignCall.call(name, candidate::get);
            String type = ForeignCall.call(name + ".type()", provider::type);
            if (!type.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*")) {
                broken.add(new Broken(name, jar, "its type '" + type + "' is no lower-kebab word"));
            } else if (byType.containsKey(type)) {
                String other = byType.get(type).provider().getClass().getName();
                broken.add(new Broken(name, jar, "type '" + type + "' is already " + other + "'s"));
            } else {
                boolean starts =
                        ForeignCall.call(name + ".startsByItself()", provider::startsByItself);
                byType.put(type, new Found(type, provider, starts, jar));
            }
        } catch (Throwable e) {
            broken.add(new Broken(name, jar, reason(e)));
        }
    }

    /// What went wrong in plain words: the innermost cause says it. What a jar throws is foreign
    /// code too: its causes may form a ring, and its message may throw.
    static String reason(Throwable error) {
        try {
            Throwable cause = error;
            for (int i = 0; i < DEEPEST_CAUSE && cause.getCause() != null; i++) {
                cause = cause.getCause();
            }
            return cause.getMessage() == null
                    ? cause.getClass().getSimpleName()
                    : cause.getClass().getSimpleName() + ": " + cause.getMessage();
        } catch (RuntimeException e) {
            return error.getClass().getSimpleName();
        }
    }

    Collection<Found> all() {
        return byType.values();
    }

    public List<Broken> broken() {
        return List.copyOf(broken);
    }

    Optional<Found> ofType(String type) {
        return Optional.ofNullable(byType.get(type));
    }

    ConfigException unknownType(SourceEntry entry) {
        return new ConfigException(
                "source '%s': there is no type '%s'; there are %s%s"
                        .formatted(
                                entry.name(),
                                entry.type(),
                                String.join(", ", byType.keySet()),
                                NearestWord.suggestion(entry.type(), byType.keySet())));
    }
}
