package heliograph;

import static org.assertj.core.api.Assertions.assertThat;

import heliograph.HubProcess.Outcome;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// `./heliograph …` as a process: what it says, and how it ends.
class CommandLineIT {
    @TempDir Path directory;

    @Test
    void helpNamesEveryOption() throws Exception {
        Outcome help = run("--help");
        assertThat(help.exitCode()).isZero();
        assertThat(help.errors()).isEmpty();
        assertThat(help.output())
                .contains("--config", "--host", "--port", "--data", "--check", "--help")
                .contains("--restored", "--version", "curl -d");
    }

    @Test
    void aRestoredJournalGivesNoIdThatItMayHaveGivenAfterTheBackup() throws Exception {
        String before;
        try (HubProcess hub = HubProcess.start(directory)) {
            before = idOf(hub.post("/ingest/test", "one"));
        }
        try (HubProcess hub = HubProcess.start(directory, "--restored")) {
            String after = idOf(hub.post("/ingest/test", "two"));
            assertThat(after).endsWith("-2").doesNotStartWith(before.replaceFirst("1$", ""));
        }
    }

    private static String idOf(HttpResponse<String> answer) {
        return TestHub.object(answer.body()).getString("first");
    }

    @Test
    void versionIsTheOneThatWasBuilt() throws Exception {
        Outcome version = run("--version");
        assertThat(version.exitCode()).isZero();
        assertThat(version.output()).isEqualTo("Heliograph " + Version.current() + "\n");
    }

    @Test
    void anUnknownOptionIsNamed() throws Exception {
        assertRefused("'--prot'", "--prot", "8080");
    }

    @Test
    void aPortThatIsNoNumberIsRefused() throws Exception {
        assertRefused("setting 'server.port'", "--port", "http");
        assertRefused("setting 'server.port'", "--port", "65536");
    }

    @Test
    void aGoodConfigurationIsCheckedAndNothingIsStarted() throws Exception {
        configure("sources: [ { name: tick, type: cron, schedule: '@hourly' } ]");
        Outcome check = run("--check");
        assertThat(check.errors()).isEmpty();
        assertThat(check.exitCode()).isZero();
        assertThat(check.output()).isEqualTo("the configuration is good\n");
        assertThat(directory.resolve("data")).doesNotExist();
    }

    @Test
    void anUnknownKeyIsNamedWithTheNearestKnownOne() throws Exception {
        configure("server: { prot: 8080 }");
        assertRefused("'server.prot'; did you mean 'port'?", "--check");
        assertRefused("'server.prot'; did you mean 'port'?");
    }

    @Test
    void anUnknownSectionIsNamedWithTheNearestKnownOne() throws Exception {
        configure("sevrer: { port: 8080 }");
        assertRefused("'sevrer'; did you mean 'server'?", "--check");
    }

    @Test
    void anUnknownTypeIsNamedWithTheNearestKnownOne() throws Exception {
        configure("sources: [ { name: tick, type: corn } ]");
        String why =
                "source 'tick': there is no type 'corn'; there are cron, file-tail, http, stdin;"
                        + " did you mean 'cron'?";
        assertRefused(why, "--check");
        assertRefused(why);
    }

    @Test
    void aBadSettingIsNamedWithItsSource() throws Exception {
        configure("sources: [ { name: tick, type: cron, schedule: sometimes } ]");
        assertRefused("source 'tick': setting 'schedule'", "--check");
        assertRefused("source 'tick': setting 'schedule'");
    }

    @Test
    void anUnknownSettingIsNamedWithItsSource() throws Exception {
        configure("sources: [ { name: tick, type: cron, schedule: '@hourly', zone: UTC, at: 1 } ]");
        assertRefused("source 'tick': unknown setting 'at'", "--check");
    }

    @Test
    void aFileThatIsNoYamlIsRefused() throws Exception {
        configure("server: { port: [");
        assertRefused("heliograph.yaml: line 1, column 18: ", "--check");
    }

    @Test
    void aKeyThatIsThereTwiceIsRefused() throws Exception {
        configure("server: { port: 1, port: 2 }");
        assertRefused("found duplicate key port", "--check");
    }

    @Test
    void aFileThatHoldsNoGroupsIsRefused() throws Exception {
        configure("[ server, journal ]");
        assertRefused("heliograph.yaml: write groups of settings", "--check");
    }

    @Test
    void aRequiredSettingThatWasMistypedIsNamed() throws Exception {
        configure("sources: [ { name: tick, type: cron, shedule: '@hourly' } ]");
        assertRefused("setting 'schedule' is missing (there is 'shedule')", "--check");
    }

    @Test
    void aConfigurationFileThatIsNotThereIsNamed() throws Exception {
        assertRefused("missing.yaml", "--config", "missing.yaml");
    }

    @Test
    void aPortInUseIsSaidInOneLine() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(other.getLocalPort());
            assertRefused("port " + port + " of 127.0.0.1 is in use", "--port", port);
        }
    }

    @Test
    void anAddressThatIsNotThisMachinesIsSaidInOneLine() throws Exception {
        configure("server: { host: 192.0.2.1, port: 0, anonymous: true }");
        assertRefused("192.0.2.1");
    }

    @Test
    void anAddressForEverybodyIsRefusedUntilItIsMeant() throws Exception {
        assertRefused("server.anonymous: true", "--host", "0.0.0.0", "--port", "0");
    }

    @Test
    void theDirectoryOfARunningHubIsRefusedWithItsPid() throws Exception {
        try (HubProcess hub = HubProcess.start(directory)) {
            assertRefused("another hub (pid " + hub.pid() + ")", "--port", "0");
        }
    }

    @Test
    void aDirectoryThatCannotBeMadeIsNamed() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "");
        assertRefused(file.toString(), "--port", "0", "--data", file.resolve("data").toString());
    }

    @Test
    void variablesSetWhatTheFileSetsToo() throws Exception {
        configure("server: { port: 1 }");
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(other.getLocalPort());
            Outcome outcome = HubProcess.run(directory, Map.of("HELIOGRAPH_SERVER_PORT", port));
            assertThat(outcome.errors()).contains("port " + port);
        }
    }

    @Test
    void anUnknownVariableIsNamedWithTheNearestKnownOne() throws Exception {
        Outcome outcome = HubProcess.run(directory, Map.of("HELIOGRAPH_SERVER_PROT", "8080"));
        assertRefused(outcome, "'HELIOGRAPH_SERVER_PROT'; did you mean 'HELIOGRAPH_SERVER_PORT'?");
    }

    private void configure(String yaml) throws Exception {
        Files.writeString(directory.resolve("heliograph.yaml"), yaml);
    }

    private Outcome run(String... arguments) throws Exception {
        return HubProcess.run(directory, Map.of(), arguments);
    }

    private void assertRefused(String why, String... arguments) throws Exception {
        assertRefused(run(arguments), why);
    }

    /// One plain line on standard error, and the exit code of what was asked wrongly.
    private static void assertRefused(Outcome outcome, String why) {
        assertThat(outcome.errors())
                .contains(why)
                .startsWith("heliograph: ")
                .containsOnlyOnce("\n")
                .endsWith("\n");
        assertThat(outcome.output()).isEmpty();
        assertThat(outcome.exitCode()).isEqualTo(2);
    }
}
