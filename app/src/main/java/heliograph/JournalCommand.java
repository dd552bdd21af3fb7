package heliograph;

import heliograph.journal.JournalBackup;
import heliograph.journal.JournalCheck;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.util.stream.Collectors;

/// `./heliograph journal …`: looks after a journal without a hub, or beside the one that runs.
@Command(
        name = "journal",
        mixinStandardHelpOptions = true,
        versionProvider = CommandLine.VersionProvider.class,
        usageHelpAutoWidth = true,
        description = "Backs up or checks the journal, also while its hub runs.",
        subcommands = {JournalCommand.Backup.class, JournalCommand.Check.class})
final class JournalCommand {

    /// Something to do with a journal.
    interface Step {
        /// @return the exit code
        int run(Path data);
    }

    @Command(
            name = "backup",
            mixinStandardHelpOptions = true,
            versionProvider = CommandLine.VersionProvider.class,
            usageHelpAutoWidth = true,
            description = {
                "Copies the journal to FILE: everything up to one moment, while the hub goes on."
                        + " A file that is there is not replaced. To restore, put the copy into an"
                        + " empty directory as journal.db, and start with that --data."
            })
    static final class Backup implements Step {
        @Parameters(paramLabel = "FILE", description = "The backup; it must not be there yet.")
        Path file = Path.of("");

        @Override
        public int run(Path data) {
            JournalBackup.Copy copy = JournalBackup.take(data, file);
            System.out.printf("%s: %s, %d bytes%n", file, copy.stock(), copy.bytes());
            return 0;
        }
    }

    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            versionProvider = CommandLine.VersionProvider.class,
            usageHelpAutoWidth = true,
            description = {
                "Reads all of the journal, and says whether every message is what was written.",
                "Messages that were lost earlier are listed; they are no damage of now.",
                "Exit code 0 when nothing is damaged, 1 when something is, 2 when it could not be"
                        + " checked."
            })
    static final class Check implements Step {
        @Override
        public int run(Path data) {
            JournalCheck.Report report = JournalCheck.of(data);
            System.out.printf("%s: %s%n", report.file(), report.stock());
            String epochs =
                    report.epochs().entrySet().stream()
                            .map(epoch -> epoch.getValue() + " from offset " + epoch.getKey())
                            .collect(Collectors.joining(", "));
            System.out.println("epochs: " + epochs);
            report.losses().forEach(System.out::println);
            report.problems().forEach(System.out::println);
            System.out.println(verdict(report));
            return report.good() ? 0 : 1;
        }

        private static String verdict(JournalCheck.Report report) {
            if (!report.good()) {
                return "the journal is damaged: %d of %d messages"
                        .formatted(report.damaged(), report.stock().entries());
            }
            return report.lost() == 0
                    ? "the journal is good"
                    : "what the journal has is good; %d messages were lost earlier"
                            .formatted(report.lost());
        }
    }
}
