package heliograph;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What was written behind `./heliograph`.
@Command(
        name = "heliograph",
        mixinStandardHelpOptions = true,
        versionProvider = CommandLine.VersionProvider.class,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = {
            "",
            "A live message hub: tails files, takes POSTs, runs plugins, keeps every message on"
                    + " disk and shows it in every open browser.",
            ""
        },
        subcommands = JournalCommand.class,
        footer = {
            "",
            "Examples:",
            "  ./heliograph /var/log/syslog '/var/log/nginx/*.log'",
            "  journalctl -f | ./heliograph -",
            "  curl -d 'backup done' localhost:8080/ingest/backup",
            "  ./heliograph journal backup /backup/journal-1.db",
            "",
            "A file that is really named journal is given as ./journal.",
            "",
            "Settings come from the command line, then -Dheliograph.… system properties, then"
                    + " HELIOGRAPH_… environment variables, then the configuration file."
        })
final class CommandLine {

    @Parameters(
            arity = "0..*",
            paramLabel = "FILE",
            description = {
                "Files or globs to tail, beginning with their last 10 lines; - reads lines from"
                        + " standard input."
            })
    List<String> files = List.of();

    @Option(
            names = "--config",
            scope = ScopeType.INHERIT,
            paramLabel = "FILE",
            description = "Configuration (default: heliograph.yaml, if it is there).")
    @Nullable Path config;

    @Option(names = "--host", description = "Address to listen on (default: 127.0.0.1).")
    @Nullable String host;

    @Option(
            names = "--port",
            description = "Port to listen on; 0 takes a free one (default: 8080).")
    @Nullable String port;

    @Option(
            names = "--data",
            scope = ScopeType.INHERIT,
            paramLabel = "DIRECTORY",
            description = "Where messages are kept (default: data).")
    @Nullable String data;

    @Option(
            names = "--restored",
            description = {
                "Say that the data was put back from a backup: ids given after the backup are never"
                        + " given again. For the first start after it only."
            })
    boolean restored;

    @Option(names = "--check", description = "Check the configuration and exit.")
    boolean check;

    Optional<Path> config() {
        return Optional.ofNullable(config);
    }

    /// The settings given, under their configuration keys.
    Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        if (host != null) settings.put("server.host", host);
        if (port != null) settings.put("server.port", port);
        if (data != null) settings.put("journal.directory", data);
        return settings;
    }

    static final class VersionProvider implements picocli.CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"Heliograph " + Version.current()};
        }
    }
}
