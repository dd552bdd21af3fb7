package heliograph.plugin;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import heliograph.plugin.PluginFolder.Snapshot;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Looks once a second at the folder for plugins, and has what was added, replaced or removed
/// loaded, swapped or let go.
///
/// It acts on what two looks found alike: a jar that is still being copied is not read. At the
/// start nobody waits for a second look; a jar that was only half there then is loaded again.
final class DropWatch implements AutoCloseable {
    private static final System.Logger LOGGER = System.getLogger(DropWatch.class.getName());
    private static final Duration PERIOD = Duration.ofSeconds(1);

    /// Who keeps what a place has. Returns when nothing uses what it had before.
    interface Keeper {
        void put(int rank, Holdings holdings);
    }

    /// A name in the folder, and what was done about it. Guarded by the watch, but [#loaded].
    private static final class Place {
        private final int rank;
        private Optional<Snapshot> seen = Optional.empty();
        private Optional<Snapshot> taken = Optional.empty();
        private Optional<LoadedPlugin> loaded = Optional.empty(); // its worker's
        private Optional<Thread> worker = Optional.empty();

        Place(int rank) {
            this.rank = rank;
        }

        boolean isBusy() {
            return worker.map(Thread::isAlive).orElse(false);
        }
    }

    private final PluginFolder folder;
    private final PrivateCopies copies;
    private final InstantSource clock;
    private final Keeper keeper;
    private final Map<String, Place> places = new HashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private int nextRank;
    private String trouble = ""; // why the folder could not be looked at

    /// @param rank of the first place
    DropWatch(
            PluginFolder folder,
            PrivateCopies copies,
            InstantSource clock,
            int rank,
            Keeper keeper) {
        this.folder = folder;
        this.copies = copies;
        this.clock = clock;
        this.nextRank = rank;
        this.keeper = keeper;
    }

    /// Takes what is there, and watches from then on. Returns the threads that load it.
    List<Thread> begin() {
        List<Thread> loading = look(false);
        Thread.ofPlatform().name("plugin-watch").daemon().start(this::watch);
        return loading;
    }

    private void watch() {
        try {
            while (!closed.await(PERIOD.toMillis(), TimeUnit.MILLISECONDS)) look(true);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// @param twice whether to act only on what the last look found, too
    private synchronized List<Thread> look(boolean twice) {
        List<Thread> workers = new ArrayList<>();
        Map<String, Snapshot> now = snapshots();
        Set<String> names = new HashSet<>(places.keySet());
        names.addAll(now.keySet());
        for (String name : names.stream().sorted().toList()) {
            Place place = places.computeIfAbsent(name, _ -> new Place(nextRank++));
            Optional<Snapshot> found = Optional.ofNullable(now.get(name));
            boolean isSettled = !twice || found.equals(place.seen);
            place.seen = found;
            if (!isSettled || place.isBusy() || found.equals(place.taken)) continue;
            place.taken = found;
            Thread worker = worker(name, place, found);
            place.worker = Optional.of(worker);
            workers.add(worker);
            worker.start();
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

    private Thread worker(String name, Place place, Optional<Snapshot> now) {
        return Thread.ofPlatform()
                .name("plugin " + name)
                .daemon()
                .unstarted(
                        () ->
                                now.ifPresentOrElse(
                                        s -> take(name, place, s), () -> drop(name, place)));
    }

    private void take(String name, Place place, Snapshot now) {
        try {
            LoadedPlugin plugin = LoadedPlugin.load(now.place(), now.jars(), copies, clock);
            swap(name, place, plugin);
        } catch (IOException | RuntimeException | Error e) {
            keepOld(name, place, List.of(new BrokenJar(name, "", Reason.of(e), clock.instant())));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void swap(String name, Place place, LoadedPlugin plugin) {
        if (plugin.holdings().providers().isEmpty()) {
            letGo(plugin);
            keepOld(name, place, plugin.holdings().broken());
            return;
        }
        Optional<LoadedPlugin> before = place.loaded;
        place.loaded = Optional.of(plugin);
        keeper.put(place.rank, plugin.holdings());
        before.ifPresent(DropWatch::letGo);
        LOGGER.log(INFO, "plugin {0} is {1}", name, before.isPresent() ? "replaced" : "loaded");
    }

    /// What ran goes on when its new jar cannot be used; what is wrong with that is told.
    private void keepOld(String name, Place place, List<BrokenJar> broken) {
        List<FoundProvider> old =
                place.loaded.map(before -> before.holdings().providers()).orElse(List.of());
        if (!old.isEmpty()) {
            LOGGER.log(WARNING, "plugin {0} goes on with the jar it had before", name);
        }
        keeper.put(place.rank, new Holdings(old, broken));
    }

    private void drop(String name, Place place) {
        keeper.put(place.rank, Holdings.NONE);
        place.loaded.ifPresent(DropWatch::letGo);
        place.loaded = Optional.empty();
        LOGGER.log(INFO, "plugin {0} was removed", name);
    }

    private static void letGo(LoadedPlugin plugin) {
        try {
            plugin.close();
        } catch (IOException e) {
            LOGGER.log(WARNING, "copies of a plugin were not deleted: " + e.getMessage());
        }
    }

    /// Ends the watch. Nothing of the plugins may run any more.
    @Override
    public synchronized void close() {
        closed.countDown();
        for (Place place : places.values()) place.loaded.ifPresent(DropWatch::letGo);
        try {
            copies.close();
        } catch (IOException e) {
            LOGGER.log(WARNING, "copies of plugins were not deleted: " + e.getMessage());
        }
    }
}
