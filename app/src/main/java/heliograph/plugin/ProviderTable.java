package heliograph.plugin;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Which provider answers for which type. When several declare one, the first that came has it, and
/// the others wait until it goes; they are shown as broken for so long.
///
/// Safe from any thread.
final class ProviderTable {
    private final SortedMap<Integer, Holdings> places = new TreeMap<>(); // by rank
    private final InstantSource clock;
    private Map<String, FoundProvider> byType = Map.of();
    private List<BrokenJar> taken = List.of(); // whose type another has

    ProviderTable(InstantSource clock) {
        this.clock = clock;
    }

    /// Puts what a place has now instead of what it had, and returns the types whose provider is
    /// another one now.
    ///
    /// @param rank of the place: lower ones came first
    synchronized Set<String> put(int rank, Holdings holdings) {
        places.put(rank, holdings);
        Map<String, FoundProvider> before = byType;
        choose();
        Set<String> changed = new HashSet<>(before.keySet());
        changed.addAll(byType.keySet());
        changed.removeIf(type -> Objects.equals(before.get(type), byType.get(type)));
        return changed;
    }

    private void choose() {
        Instant now = clock.instant();
        Map<String, FoundProvider> chosen = new TreeMap<>();
        List<BrokenJar> others = new ArrayList<>();
        for (Holdings holdings : places.values()) {
            for (FoundProvider provider : holdings.providers()) {
                FoundProvider first = chosen.putIfAbsent(provider.type(), provider);
                if (first != null) others.add(taken(provider, first, now));
            }
        }
        byType = chosen;
        taken = others;
    }

    private BrokenJar taken(FoundProvider provider, FoundProvider first, Instant now) {
        String name = provider.provider().getClass().getName();
        String reason =
                "type '%s' is already that of %s in %s; remove one of them"
                        .formatted(
                                provider.type(),
                                first.provider().getClass().getName(),
                                first.jar());
        Instant since =
                taken.stream()
                        .filter(jar -> jar.provider().equals(name) && jar.reason().equals(reason))
                        .map(BrokenJar::at)
                        .findFirst()
                        .orElse(now);
        return new BrokenJar(provider.jar(), name, reason, since);
    }

    synchronized Holdings at(int rank) {
        return places.getOrDefault(rank, Holdings.NONE);
    }

    synchronized Map<String, FoundProvider> byType() {
        return new HashMap<>(byType);
    }

    synchronized Optional<FoundProvider> ofType(String type) {
        return Optional.ofNullable(byType.get(type));
    }

    synchronized List<BrokenJar> broken() {
        List<BrokenJar> all = new ArrayList<>();
        places.values().forEach(holdings -> all.addAll(holdings.broken()));
        all.addAll(taken);
        return all;
    }
}
