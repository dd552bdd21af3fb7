package heliograph.plugin;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import heliograph.plugin.PluginFolder.Snapshot;

import java.io.IOException;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// One name in the folder for plugins: loads what comes under it, swaps it for what comes next, and
/// lets go of what is removed. Used by one thread at a time.
final class DroppedPlugin implements AutoCloseable {
    private static final System.Logger LOGGER = System.getLogger(DroppedPlugin.class.getName());

    /// Who keeps what each place has.
    interface Keeper {
        /// Returns when nothing uses what the place had before.
        ///
        /// @param rank of the place: lower ones came first
        void put(int rank, Holdings holdings);
    }

    private final String name;
    private final int rank;
    private final PrivateCopies copies;
    private final InstantSource clock;
    private final Keeper keeper;
    private Optional<LoadedPlugin> loaded = Optional.empty();

    DroppedPlugin(String name, int rank, PrivateCopies copies, InstantSource clock, Keeper keeper) {
        this.name = name;
        this.rank = rank;
        this.copies = copies;
        this.clock = clock;
        this.keeper = keeper;
    }

    String name() {
        return name;
    }

    void take(Snapshot now) {
        try {
            swap(LoadedPlugin.load(now.place(), now.jars(), copies, clock));
        } catch (IOException | RuntimeException | Error e) {
            BrokenJar broken = new BrokenJar(name, "", Reason.of(e), clock.instant());
            if (isEmptied(now)) giveUp(broken);
            else keepOld(List.of(broken));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void swap(LoadedPlugin next) {
        if (next.holdings().providers().isEmpty()) {
            letGo(next);
            keepOld(next.holdings().broken());
            return;
        }
        Optional<LoadedPlugin> before = loaded;
        loaded = Optional.of(next);
        keeper.put(rank, next.holdings());
        before.ifPresent(DroppedPlugin::letGo);
        LOGGER.log(INFO, "plugin {0} is {1}", name, before.isPresent() ? "replaced" : "loaded");
    }

    /// To take every jar out of a folder is to remove the plugin.
    private static boolean isEmptied(Snapshot now) {
        return now.jars().isEmpty() && Files.isReadable(now.place());
    }

    private void giveUp(BrokenJar broken) {
        keeper.put(rank, Holdings.broken(broken));
        close();
    }

    /// What ran goes on when its new jar cannot be used; what is wrong with that is told.
    private void keepOld(List<BrokenJar> broken) {
        List<FoundProvider> old =
                loaded.map(before -> before.holdings().providers()).orElse(List.of());
        if (!old.isEmpty())
            LOGGER.log(WARNING, "plugin {0} goes on with its jar from before", name);
        keeper.put(rank, new Holdings(old, broken));
    }

    void drop() {
        keeper.put(rank, Holdings.NONE);
        close();
        LOGGER.log(INFO, "plugin {0} was removed", name);
    }

    /// Lets go of its classes, which nothing may use any more.
    @Override
    public void close() {
        loaded.ifPresent(DroppedPlugin::letGo);
        loaded = Optional.empty();
    }

    private static void letGo(LoadedPlugin plugin) {
        try {
            plugin.close();
        } catch (IOException e) {
            LOGGER.log(WARNING, "copies of a plugin were not deleted: " + e.getMessage());
        }
    }
}
