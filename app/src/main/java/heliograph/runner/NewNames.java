package heliograph.runner;

import heliograph.plugin.Plugins;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Names that somebody posts under and nobody configured: each becomes a source of the hub's own
/// kind that takes posts.
final class NewNames {
    /// The type that takes what is posted under a name that nobody configured.
    static final String TYPE = "http";

    /// How many such names there may be.
    private static final int MOST = 1000;

    private final Map<String, ManagedSource> all;
    private final Plugins plugins;
    private final Station station;
    private final Map<String, ManagedSource> names = new HashMap<>();

    /// @param all sources of the hub, for the new ones to be put to
    NewNames(Map<String, ManagedSource> all, Plugins plugins, Station station) {
        this.all = all;
        this.plugins = plugins;
        this.station = station;
    }

    synchronized Recipient recipient(String name) throws InterruptedException {
        ManagedSource known = all.get(name);
        if (known != null) return known.recipient();
        if (names.size() >= MOST) forgetUnused();
        if (names.size() >= MOST) return new Recipient.TooManyNames(MOST);
        ManagedSource source =
                new ManagedSource(SourceEntry.withDefaults(name, TYPE), plugins, station);
        source.start();
        names.put(name, source);
        all.put(name, source);
        return source.recipient();
    }

    /// Names under which nothing was accepted: a thousand mistakes must not use them all up.
    private void forgetUnused() {
        for (String name : List.copyOf(names.keySet())) {
            if (isUnused(name)) all.remove(name, names.remove(name));
        }
    }

    /// Whether it is only a name that somebody tried.
    synchronized boolean isUnused(String name) {
        ManagedSource source = names.get(name);
        if (source == null || source != all.get(name)) return false; // a jar may have taken it
        return !source.isPaused() && source.status().messages() == 0;
    }
}
