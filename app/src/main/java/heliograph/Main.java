package heliograph;

import heliograph.journal.JournalException;
import heliograph.journal.SqliteLibrary;
import heliograph.runner.SourcesCheck;
import heliograph.source.ConfigException;

import io.helidon.logging.common.LogConfig;

import picocli.CommandLine.ParseResult;

import java.io.UncheckedIOException;

/// `./heliograph`: serves until it is told to stop.
public final class Main {
    private static final int USAGE = 2; // exit code: nothing was started, because of what was asked

    private Main() {}

    public static void main(String[] arguments) {
        LogConfig.configureRuntime();
        CommandLine commandLine = new CommandLine();
        picocli.CommandLine parser = new picocli.CommandLine(commandLine);
        ParseResult parsed;
        try {
            parsed = parser.parseArgs(arguments);
        } catch (picocli.CommandLine.ParameterException e) {
            throw exit(e.getMessage() + "; see  ./heliograph --help");
        }
        if (picocli.CommandLine.printHelpIfRequested(parsed)) return;
        try {
            SqliteLibrary.load();
            if (parsed.hasSubcommand()) {
                System.exit(runStep(parsed, commandLine));
            }
            run(commandLine);
        } catch (ConfigException | JournalException | UncheckedIOException e) {
            throw exit(e.getMessage());
        }
    }

    /// @return the exit code
    private static int runStep(ParseResult parsed, CommandLine commandLine) {
        if (!commandLine.files.isEmpty()) {
            throw exit("'journal' stands behind files; give a file of that name as ./journal");
        }
        Object last = parsed.asCommandLineList().getLast().getCommand();
        if (!(last instanceof JournalCommand.Step step)) {
            throw exit("write  journal backup FILE  or  journal check; see  ./heliograph --help");
        }
        return step.run(HubConfig.data(commandLine));
    }

    private static void run(CommandLine commandLine) {
        HubConfig config = HubConfig.read(commandLine);
        if (commandLine.check) {
            SourcesCheck.check(config.sources(), config.plugins(), Main.class.getClassLoader());
            System.out.println("the configuration is good");
            return;
        }
        Hub hub = Hub.start(config);
        // Helidon's own hook keeps the log open until its handlers have run.
        io.helidon.Main.addShutdownHandler(hub::close);
        System.out.printf(
                "Heliograph %s is on http://%s:%d, its data in %s%n",
                Version.current(),
                shown(config.server().host()),
                hub.port(),
                config.journal().directory().toAbsolutePath());
    }

    private static String shown(String host) {
        if (host.equals("127.0.0.1")) return "localhost";
        return host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
    }

    private static Error exit(@org.jspecify.annotations.Nullable String message) {
        System.err.println("heliograph: " + message);
        System.exit(USAGE);
        return new AssertionError("the process has ended");
    }
}
