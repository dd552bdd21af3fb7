package heliograph.plugin;

import heliograph.source.SourceProvider;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/// Looks, by [ServiceLoader], for the providers that a class loader sees. What they declare is only
/// read here; see [Candidate#test].
///
/// @param candidates in the order in which they were declared
/// @param broken what cannot even be a candidate
record ProviderSearch(List<Candidate> candidates, List<BrokenJar> broken) {
    private static final int MOST_ERRORS = 100; // ends the search when a services file never does

    /// Everything on the hub's own class path.
    static ProviderSearch onClassPath(ClassLoader loader, InstantSource clock) {
        return new Search(loader, "", clock).run();
    }

    /// What a plugin defines itself: what it only mentions is another's.
    ///
    /// @param prefix before the names of its jars
    static ProviderSearch in(PluginClassLoader loader, String prefix, InstantSource clock) {
        ProviderSearch all = new Search(loader, prefix, clock).run();
        List<Candidate> own =
                all.candidates.stream()
                        .filter(candidate -> candidate.type().getClassLoader() == loader)
                        .toList();
        return new ProviderSearch(own, all.broken);
    }

    private static final class Search {
        private final Iterator<ServiceLoader.Provider<SourceProvider>> providers;
        private final ServicesFiles declared;
        private final String prefix;
        private final InstantSource clock;
        private final List<Candidate> candidates = new ArrayList<>();
        private final List<BrokenJar> broken = new ArrayList<>();

        Search(ClassLoader loader, String prefix, InstantSource clock) {
            this.providers = ServiceLoader.load(SourceProvider.class, loader).stream().iterator();
            this.declared = ServicesFiles.read(loader);
            this.prefix = prefix;
            this.clock = clock;
        }

        ProviderSearch run() {
            while (broken.size() < MOST_ERRORS && findNext()) {}
            return new ProviderSearch(List.copyOf(candidates), List.copyOf(broken));
        }

        private boolean findNext() {
            try {
                if (!providers.hasNext()) return false;
                ServiceLoader.Provider<SourceProvider> next = providers.next();
                declared.found(next.type().getName());
                String jar = prefix + JarName.of(next.type());
                candidates.add(new Candidate(next, jar, clock));
            } catch (ServiceConfigurationError | LinkageError e) {
                ServicesFiles.Declared culprit = declared.failed(e);
                broken.add(
                        new BrokenJar(
                                prefix + culprit.jar(),
                                culprit.provider(),
                                Reason.of(e),
                                clock.instant()));
            }
            return true;
        }
    }
}
