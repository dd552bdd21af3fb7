package heliograph.plugin;

import static java.lang.System.Logger.Level.WARNING;

import heliograph.plugin.PluginFolder.Snapshot;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Looks once a second at the folder for plugins, and has what was added, replaced or removed
/// loaded, swapped or let go.
///
/// It acts on what two looks found alike: a jar that is still being copied is not read. At the
/// start nobody waits for a second look; a jar that was only half there then is loaded again.
final class DropWatch implements AutoCloseable {
    private static final System.Logger LOGGER = System.getLogger(DropWatch.class.getName());

    /// A name in the folder, and what was done about it. Guarded by the watch.
    private static final class Place {
        private final DroppedPlugin plugin;
        private Optional<Snapshot> seen = Optional.empty();
        private Optional<Snapshot> taken = Optional.empty();
        private Optional<Thread> worker = Optional.empty();

        Place(DroppedPlugin plugin) {
            this.plugin = plugin;
        }

        boolean isBusy() {
            return worker.map(Thread::isAlive).orElse(false);
        }

        Thread take(Optional<Snapshot> found) {
            taken = found;
            Thread thread =
                    Thread.ofPlatform()
                            .name("plugin " + plugin.name())
                            .daemon()
                            .start(() -> found.ifPresentOrElse(plugin::take, plugin::drop));
            worker = Optional.of(thread);
            return thread;
        }
    }

    private final PluginFolder folder;
    private final PrivateCopies copies;
    private final InstantSource clock;
    private final DroppedPlugin.Keeper keeper;
    private final Map<String, Place> places = new HashMap<>();
    private Optional<OnceASecond> rounds = Optional.empty();
    private int nextRank;
    private String trouble = ""; // why the folder could not be looked at

    /// @param rank of the first place
    DropWatch(
            PluginFolder folder,
            PrivateCopies copies,
            InstantSource clock,
            int rank,
            DroppedPlugin.Keeper keeper) {
        this.folder = folder;
        this.copies = copies;
        this.clock = clock;
        this.nextRank = rank;
        this.keeper = keeper;
    }

    /// Takes what is there, and watches from then on. Returns the threads that load it.
    synchronized List<Thread> begin() {
        List<Thread> loading = look(false);
        rounds = Optional.of(OnceASecond.start("plugin-watch", () -> look(true)));
        return loading;
    }

    /// @param twice whether to act only on what the last look found, too
    private synchronized List<Thread> look(boolean twice) {
        List<Thread> workers = new ArrayList<>();
        Map<String, Snapshot> now = snapshots();
        Set<String> names = new HashSet<>(places.keySet());
        names.addAll(now.keySet());
        for (String name : names.stream().sorted().toList()) {
            Place place = places.computeIfAbsent(name, this::place);
            Optional<Snapshot> found = Optional.ofNullable(now.get(name));
            boolean isSettled = !twice || found.equals(place.seen);
            place.seen = found;
            if (!isSettled || place.isBusy() || found.equals(place.taken)) continue;
            workers.add(place.take(found));
        }
        return workers;
    }

    private Map<String, Snapshot> snapshots() {
        try {
            Map<String, Snapshot> now = folder.look();
            trouble = "";
            return now;
        } catch (IOException e) {
            String why = folder.path() + " cannot be looked at: " + e;
            if (!why.equals(trouble)) LOGGER.log(WARNING, why);
            trouble = why;
            Map<String, Snapshot> asBefore = new HashMap<>();
            places.forEach((name, place) -> place.seen.ifPresent(was -> asBefore.put(name, was)));
            return asBefore;
        }
    }

    private Place place(String name) {
        return new Place(new DroppedPlugin(name, nextRank++, copies, clock, keeper));
    }

    /// Ends the watch. Nothing of the plugins may run any more.
    @Override
    public synchronized void close() {
        rounds.ifPresent(OnceASecond::close);
        places.values().forEach(place -> place.plugin.close());
        try {
            copies.close();
        } catch (IOException e) {
            LOGGER.log(WARNING, "copies of plugins were not deleted: " + e.getMessage());
        }
    }
}
