package heliograph;

import heliograph.journal.JournalConfig;
import heliograph.journal.JournalConfig.Origin;
import heliograph.journal.Retention;
import heliograph.plugin.PluginsConfig;
import heliograph.runner.SourceEntry;
import heliograph.runner.SourceName;
import heliograph.runner.SourcesConfig;
import heliograph.source.ConfigException;
import heliograph.source.SourceConfig;
import heliograph.tiles.TilesConfig;
import heliograph.web.ServerConfig;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Everything that can be set.
///
/// @param maxMessage the largest message taken, in bytes of JSON
/// @param plugins the folder that jars are dropped into
record HubConfig(
        ServerConfig server,
        JournalConfig journal,
        long maxMessage,
        Path plugins,
        List<SourceEntry> sources,
        TilesConfig tiles) {
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "::1", "[::1]");
    private static final Path DATA = Path.of("data");
    private static final Path PLUGINS = Path.of("plugins");
    private static final long MAX_MESSAGE = 1 << 20; // bytes
    private static final long LARGEST_MAX_MESSAGE = 16 << 20; // bytes

    /// Reads what the command line and the places it leaves open say.
    ///
    /// @throws ConfigException when something is unknown, missing or wrong
    static HubConfig read(CommandLine commandLine) {
        Origin origin = commandLine.restored ? Origin.RESTORED : Origin.OWN;
        return of(tree(commandLine), commandLine.files, origin);
    }

    /// Where messages are kept, whatever else is set.
    static Path data(CommandLine commandLine) {
        return SourceConfig.section("", tree(commandLine))
                .section("journal")
                .path("directory", DATA);
    }

    private static Map<String, ?> tree(CommandLine commandLine) {
        return ConfigTree.read(
                commandLine.settings(),
                System.getProperties(),
                System.getenv(),
                commandLine.config());
    }

    /// @param classPath sees the sources that are not in the folder for plugins
    SourcesConfig sources(ClassLoader classPath) {
        Path copies = journal.directory().resolve("plugin-copies");
        PluginsConfig found = new PluginsConfig(classPath, plugins, copies);
        return new SourcesConfig(sources, found, server.bodyTimeout());
    }

    static HubConfig of(Map<String, ?> tree, List<String> files) {
        return of(tree, files, Origin.OWN);
    }

    private static HubConfig of(Map<String, ?> tree, List<String> files, Origin origin) {
        SourceConfig root = SourceConfig.section("", tree);
        ServerConfig server = server(root.section("server"));
        SourceConfig journal = root.section("journal");
        Path data = journal.path("directory", DATA);
        long maxMessage = journal.size("max-message", MAX_MESSAGE);
        if (maxMessage < 1024 || maxMessage > LARGEST_MAX_MESSAGE) {
            throw journal.invalid("max-message", "write a size from 1KiB to 16MiB");
        }
        Retention retention = RetentionSettings.read(journal.section("retain"), maxMessage);
        Path plugins = root.section("plugins").path("directory", PLUGINS);
        List<SourceEntry> sources = sources(root.groups("sources"));
        TilesConfig tiles = TilesConfig.read(root);
        root.refuseUnknown();
        Set<String> names = new HashSet<>();
        sources.forEach(entry -> names.add(entry.name()));
        sources.addAll(NamedFiles.sources(files, names));
        JournalConfig kept = new JournalConfig(data, retention, origin);
        return new HubConfig(server, kept, maxMessage, plugins, List.copyOf(sources), tiles);
    }

    private static ServerConfig server(SourceConfig section) {
        String host = section.text("host", "127.0.0.1");
        int port = (int) section.number("port", 0, 65_535, 8080);
        List<String> names = separated(section.list("names", List.of()));
        boolean anonymous = section.flag("anonymous", false);
        Duration heartbeat = upToAnHour(section, "heartbeat", Duration.ofSeconds(15));
        Duration bodyTimeout = upToAnHour(section, "body-timeout", Duration.ofSeconds(30));
        if (!LOOPBACK.contains(host) && !anonymous) {
            throw section.invalid(
                    "host",
                    "there is no login yet, so everybody who reaches that address could read and"
                            + " post. If that is meant, set  server.anonymous: true");
        }
        return new ServerConfig(host, port, names, heartbeat, bodyTimeout);
    }

    /// A list in a variable or a property has commas.
    private static List<String> separated(List<String> values) {
        return values.stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .toList();
    }

    private static Duration upToAnHour(SourceConfig section, String key, Duration absent) {
        Duration duration = section.duration(key, absent);
        if (duration.toMillis() < 100 || duration.compareTo(Duration.ofHours(1)) > 0) {
            throw section.invalid(key, "write a duration from 100ms to 1h");
        }
        return duration;
    }

    private static List<SourceEntry> sources(List<Map<String, ?>> groups) {
        List<SourceEntry> entries = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Map<String, ?> group : groups) {
            SourceEntry entry = source(group, entries.size() + 1);
            if (!names.add(entry.name())) {
                throw new ConfigException(
                        "source '" + entry.name() + "' is there twice; give each its own name");
            }
            entries.add(entry);
        }
        return entries;
    }

    private static SourceEntry source(Map<String, ?> group, int number) {
        Map<String, Object> settings = new LinkedHashMap<>(group);
        Object name = settings.remove("name");
        Object type = settings.remove("type");
        if (!(name instanceof String text) || !SourceName.isValid(text)) {
            throw new ConfigException(
                    "source no. %d: setting 'name' is missing or no name; it has %s"
                            .formatted(number, SourceName.RULE));
        }
        if (!(type instanceof String word)) {
            throw new ConfigException(
                    "source '" + text + "': setting 'type' is missing; add  type: file-tail");
        }
        return new SourceEntry(text, word, settings);
    }
}
