package heliograph.tiles;

import heliograph.query.BadFilter;
import heliograph.query.Filter;
import heliograph.runner.SourceName;
import heliograph.source.ConfigException;
import heliograph.source.SourceConfig;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// The tiles and the boards that the configuration asks for.
public record TilesConfig(List<StreamTile> tiles, List<BoardConfig> boards) {
    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static final Duration LONGEST_WINDOW = Duration.ofDays(30);

    public static final TilesConfig NONE = new TilesConfig(List.of(), List.of());

    /// Reads the sections `tiles` and `boards`.
    ///
    /// @throws ConfigException when one is wrong
    public static TilesConfig read(SourceConfig root) {
        List<StreamTile> tiles = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (SourceConfig section : root.sections("tiles")) {
            StreamTile tile = tile(section);
            if (!ids.add(tile.id())) throw section.invalid("id", "it is there twice");
            tiles.add(tile);
        }
        List<BoardConfig> boards = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (SourceConfig section : root.sections("boards")) {
            BoardConfig board =
                    new BoardConfig(name(section, "name", "ops"), section.list("tiles"));
            if (!names.add(board.name())) throw section.invalid("name", "it is there twice");
            section.refuseUnknown();
            boards.add(board);
        }
        return new TilesConfig(List.copyOf(tiles), List.copyOf(boards));
    }

    private static StreamTile tile(SourceConfig section) {
        String id = name(section, "id", "errors");
        StreamTile.Show show = section.choice("show", StreamTile.Show.COUNT);
        StreamTile tile =
                new StreamTile(
                        id,
                        section.text("title", id),
                        show,
                        section.list("source", List.of()),
                        section.list("level", List.of()),
                        optional(section, "q"),
                        optional(section, "field"),
                        window(section),
                        section.duration("ttl", Duration.ZERO),
                        section.text("unit", show == StreamTile.Show.RATE ? "/s" : ""),
                        threshold(section, "warn"),
                        threshold(section, "error"));
        section.refuseUnknown();
        checkFilter(section, tile);
        boolean isLast = show == StreamTile.Show.LAST;
        if (isLast && tile.field().isEmpty()) {
            throw section.example("field", "took").invalid("show", "add  field: took");
        }
        return tile;
    }

    private static void checkFilter(SourceConfig section, StreamTile tile) {
        try {
            Filter.of(tile.sources(), tile.levels(), tile.q());
        } catch (BadFilter e) {
            String key = tile.q().isPresent() ? "q" : tile.levels().isEmpty() ? "source" : "level";
            throw section.invalid(key, String.valueOf(e.getMessage()));
        }
    }

    private static String name(SourceConfig section, String key, String example) {
        String name = section.example(key, example).text(key);
        if (!SourceName.isValid(name)) throw section.invalid(key, "it has " + SourceName.RULE);
        return name;
    }

    private static Optional<String> optional(SourceConfig section, String key) {
        return section.has(key) ? Optional.of(section.text(key)) : Optional.empty();
    }

    private static Duration window(SourceConfig section) {
        Duration window = section.duration("window", WINDOW);
        if (window.toSeconds() < 10 || window.compareTo(LONGEST_WINDOW) > 0) {
            throw section.invalid("window", "write a duration from 10s to 30d");
        }
        return window;
    }

    private static OptionalLong threshold(SourceConfig section, String key) {
        if (!section.has(key)) return OptionalLong.empty();
        return OptionalLong.of(section.number(key, 0, Long.MAX_VALUE));
    }
}
