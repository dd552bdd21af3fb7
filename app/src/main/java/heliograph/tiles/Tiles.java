package heliograph.tiles;

import heliograph.broadcast.Broadcaster;
import heliograph.journal.Journal;
import heliograph.journal.SourceKey;
import heliograph.source.Checkpoint;
import heliograph.source.Message;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;

import java.io.StringReader;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The tiles there are. What is put on one is a message of the source `tiles`, so that every open
/// board has it at once, and in the same transaction a checkpoint, so that it is still there after
/// a restart and after its message was forgotten.
///
/// Safe from any thread.
public final class Tiles {
    /// How many can be put.
    public static final int MOST = 1_000;

    private static final SourceKey SOURCE = new SourceKey("tiles", "tile");

    private final TilesConfig config;
    private final Broadcaster broadcaster;
    private final InstantSource clock;
    private final Map<String, Stored> put = new ConcurrentHashMap<>();

    /// @param offset of the message that told it: the newest is what is on disk
    private record Stored(long offset, Optional<PutTile> tile) {
        Stored newer(Stored other) {
            return other.offset > offset ? other : this;
        }
    }

    private Tiles(TilesConfig config, Broadcaster broadcaster, InstantSource clock) {
        this.config = config;
        this.broadcaster = broadcaster;
        this.clock = clock;
    }

    /// The tiles as they were when the hub stopped.
    public static Tiles open(
            TilesConfig config, Broadcaster broadcaster, Journal journal, InstantSource clock) {
        Tiles tiles = new Tiles(config, broadcaster, clock);
        try {
            journal.checkpoints(SOURCE)
                    .forEach(
                            (id, value) ->
                                    tiles.put.put(id, new Stored(0, Optional.of(read(id, value)))));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while reading the tiles", e);
        }
        return tiles;
    }

    public TilesConfig config() {
        return config;
    }

    /// What was put, by id.
    public List<PutTile> put() {
        return put.values().stream()
                .flatMap(stored -> stored.tile().stream())
                .sorted(Comparator.comparing(PutTile::id))
                .toList();
    }

    public boolean isFull() {
        return put().size() >= MOST;
    }

    public boolean has(String id) {
        Stored stored = put.get(id);
        return stored != null && stored.tile().isPresent();
    }

    /// Puts a value on a tile, which may be new. It is on disk and on its way to every board when
    /// this returns.
    ///
    /// @return the offset of the message that tells it
    /// @throws BadTile when it is none
    public long put(String id, JsonObject state) throws BadTile, InterruptedException {
        TileState.check(state);
        PutTile tile = new PutTile(id, clock.instant(), state);
        return publish(id, TileState.message(id, state), written(tile), Optional.of(tile));
    }

    /// Removes a tile that was put.
    public void remove(String id) throws InterruptedException {
        publish(id, TileState.removal(id), Checkpoint.forget(id), Optional.empty());
    }

    private long publish(String id, Message message, Checkpoint kept, Optional<PutTile> tile)
            throws InterruptedException {
        long offset = broadcaster.publish(SOURCE, List.of(message), List.of(kept));
        put.merge(id, new Stored(offset, tile), Stored::newer);
        return offset;
    }

    private static Checkpoint written(PutTile tile) {
        String value =
                Json.createObjectBuilder()
                        .add("updated", tile.updated().toString())
                        .add("state", tile.state())
                        .build()
                        .toString();
        return new Checkpoint(tile.id(), value);
    }

    private static PutTile read(String id, String value) {
        try (JsonReader reader = Json.createReader(new StringReader(value))) {
            JsonObject json = reader.readObject();
            return new PutTile(
                    id, Instant.parse(json.getString("updated")), json.getJsonObject("state"));
        }
    }
}
