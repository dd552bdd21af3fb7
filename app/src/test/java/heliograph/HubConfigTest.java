package heliograph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heliograph.runner.SourceEntry;
import heliograph.source.ConfigException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/// From the places where settings stand to what the hub does with them.
class HubConfigTest {
    @TempDir Path directory;

    @Test
    void nothingHasToBeSet() throws Exception {
        HubConfig config = read("");
        assertThat(config.server().host()).isEqualTo("127.0.0.1");
        assertThat(config.server().port()).isEqualTo(8080);
        assertThat(config.server().names()).isEmpty();
        assertThat(config.server().heartbeat()).isEqualTo(Duration.ofSeconds(15));
        assertThat(config.journal().directory()).isEqualTo(Path.of("data"));
        assertThat(config.maxMessage()).isEqualTo(1 << 20);
        assertThat(config.sources()).isEmpty();
    }

    @Test
    void everythingCanBeSet() throws Exception {
        HubConfig config =
                read(
                        """
                        server:
                          host: 0.0.0.0
                          port: 9090
                          anonymous: true
                          names: [ hub.example, board.example ]
                          heartbeat: 250ms
                        journal:
                          directory: /var/lib/heliograph
                          max-message: 2MiB
                        sources:
                          - { name: a, type: cron, schedule: "@hourly" }
                          - name: b
                            type: file-tail
                            include: [ "/var/log/*.log", /x ]
                            deep: { er: { n: 1.10, list: [ { a: 1 }, { a: 2 } ] } }
                        """);
        assertThat(config.server().host()).isEqualTo("0.0.0.0");
        assertThat(config.server().port()).isEqualTo(9090);
        assertThat(config.server().names()).containsExactly("hub.example", "board.example");
        assertThat(config.server().heartbeat()).isEqualTo(Duration.ofMillis(250));
        assertThat(config.journal().directory()).isEqualTo(Path.of("/var/lib/heliograph"));
        assertThat(config.maxMessage()).isEqualTo(2 << 20);
        assertThat(config.sources()).extracting(SourceEntry::name).containsExactly("a", "b");
        assertThat(config.sources())
                .extracting(SourceEntry::type)
                .containsExactly("cron", "file-tail");
        assertThat(config.sources().get(1).settings().list("include"))
                .containsExactly("/var/log/*.log", "/x");
    }

    @Test
    void aListMayBeASingleValue() throws Exception {
        assertThat(read("server: { names: hub.example }").server().names())
                .containsExactly("hub.example");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sever: { port: 1 }                    | sever              | server",
                "server: { prot: 1 }                   | server.prot        | port",
                "journal: { max-mesage: 1MiB }         | journal.max-mesage | max-message",
                "source: []                            | source             | sources",
            })
    void anUnknownKeyIsRefusedWithTheNearOne(String yaml, String written, String near) {
        assertThatThrownBy(() -> read(yaml))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("unknown setting '" + written + "'")
                .hasMessageContaining("did you mean '" + near + "'?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "server: { port: 70000 }",
                "server: { port: -1 }",
                "server: { port: many }",
                "server: { anonymous: yes please }",
                "server: { heartbeat: 5 }",
                "server: { heartbeat: 10ms }",
                "server: [ 1, 2 ]",
                "server: 8080",
                "server: { names: { a: b } }",
                "journal: { max-message: 1 }",
                "journal: { max-message: 1GiB }",
                "journal: { max-message: big }",
                "sources: { name: a, type: cron }",
                "sources: [ a, b ]",
                "sources: [ { type: cron } ]",
                "sources: [ { name: a } ]",
                "sources: [ { name: a b, type: cron } ]",
                "sources: [ { name: a, type: cron }, { name: a, type: http } ]",
                "server: { port: 1",
                "\tserver: x"
            })
    void whatCannotBeIsRefused(String yaml) {
        assertThatThrownBy(() -> read(yaml)).isInstanceOf(ConfigException.class);
    }

    @Test
    void aSourceIsNamedInWhatIsWrongWithIt() {
        assertThatThrownBy(() -> read("sources: [ { name: a, type: x }, { name: b } ]"))
                .hasMessage("source 'b': setting 'type' is missing; add  type: file-tail");
        assertThatThrownBy(() -> read("sources: [ { name: a, type: x }, { name: a, type: x } ]"))
                .hasMessageContaining("'a' is there twice");
        assertThatThrownBy(() -> read("sources: [ { name: a, type: x }, { type: x } ]"))
                .hasMessageContaining("source no. 2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "192.168.1.7", "hub.example", "\"::\""})
    void listeningElsewhereIsRefusedUntilItIsMeant(String host) throws Exception {
        assertThatThrownBy(() -> read("server: { host: " + host + " }"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("server.host")
                .hasMessageContaining("server.anonymous: true");
        read("server: { anonymous: true, host: " + host + " }");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "\"::1\"", "\"[::1]\""})
    void listeningToItselfNeedsNoMore(String host) throws Exception {
        read("server: { host: " + host + " }");
    }

    @Test
    void theCommandLineComesBeforePropertiesAndTheseBeforeTheEnvironmentAndThisBeforeTheFile()
            throws Exception {
        Path file = Files.writeString(directory.resolve("f.yaml"), "server: { port: 1 }");
        Map<String, String> environment = Map.of("HELIOGRAPH_SERVER_PORT", "2", "HOME", "/root");
        Properties properties = new Properties();
        properties.setProperty("heliograph.server.port", "3");
        properties.setProperty("java.version", "25");
        Map<String, String> commandLine = Map.of("server.port", "4");
        assertThat(port(Map.of(), new Properties(), Map.of(), file)).isEqualTo(1);
        assertThat(port(Map.of(), new Properties(), environment, file)).isEqualTo(2);
        assertThat(port(Map.of(), properties, environment, file)).isEqualTo(3);
        assertThat(port(commandLine, properties, environment, file)).isEqualTo(4);
    }

    @Test
    void everyPlaceCanNameHosts() throws Exception {
        Path file =
                Files.writeString(directory.resolve("f.yaml"), "server: { names: [ a, b, c ] }");
        Map<String, String> environment = Map.of("HELIOGRAPH_SERVER_NAMES", "x.example, y.example");
        Map<String, ?> tree =
                ConfigTree.read(Map.of(), new Properties(), environment, Optional.of(file));
        assertThat(HubConfig.of(tree, List.of()).server().names())
                .containsExactly("x.example", "y.example");
    }

    @Test
    void allKeysHaveAVariable() throws Exception {
        Path file = Files.writeString(directory.resolve("f.yaml"), "");
        Map<String, String> environment =
                Map.of(
                        "HELIOGRAPH_SERVER_HOST", "localhost",
                        "HELIOGRAPH_SERVER_ANONYMOUS", "true",
                        "HELIOGRAPH_SERVER_HEARTBEAT", "1s",
                        "HELIOGRAPH_JOURNAL_DIRECTORY", "d",
                        "HELIOGRAPH_JOURNAL_MAX_MESSAGE", "2KiB",
                        "HELIOGRAPH_JAVA_OPTS", "-Xmx1g");
        Map<String, ?> tree =
                ConfigTree.read(Map.of(), new Properties(), environment, Optional.of(file));
        HubConfig config = HubConfig.of(tree, List.of());
        assertThat(config.maxMessage()).isEqualTo(2048);
        assertThat(config.journal().directory()).isEqualTo(Path.of("d"));
    }

    @Test
    void anUnknownVariableOrPropertyIsRefusedWithTheNearOne() throws Exception {
        Path file = Files.writeString(directory.resolve("f.yaml"), "");
        assertThatThrownBy(
                        () ->
                                port(
                                        Map.of(),
                                        new Properties(),
                                        Map.of("HELIOGRAPH_SERVER_PROT", "1"),
                                        file))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("did you mean 'HELIOGRAPH_SERVER_PORT'?");
        Properties properties = new Properties();
        properties.setProperty("heliograph.server.prot", "1");
        assertThatThrownBy(() -> port(Map.of(), properties, Map.of(), file))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("did you mean 'heliograph.server.port'?");
    }

    @Test
    void aFileThatWasAskedForMustBeThere() {
        Path missing = directory.resolve("missing.yaml");
        assertThatThrownBy(() -> port(Map.of(), new Properties(), Map.of(), missing))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(missing.toString());
    }

    @Test
    void textIsTakenAsItIsWritten() throws Exception {
        String yaml =
                """
                sources:
                  - name: a
                    type: cron
                    message: { content: "costs $1 or ${HOME} or ${server.port}", n: 1.10 }
                """;
        Map<String, ?> message = message(read(yaml));
        assertThat(message.get("content")).isEqualTo("costs $1 or ${HOME} or ${server.port}");
    }

    private static Map<String, ?> message(HubConfig config) {
        return config.sources().getFirst().settings().free("message");
    }

    private HubConfig read(String yaml) throws IOException {
        Path file = Files.writeString(directory.resolve("test.yaml"), yaml);
        Map<String, ?> tree =
                ConfigTree.read(Map.of(), new Properties(), Map.of(), Optional.of(file));
        return HubConfig.of(tree, List.of());
    }

    private static int port(
            Map<String, String> commandLine,
            Properties properties,
            Map<String, String> environment,
            Path file) {
        Map<String, ?> tree =
                ConfigTree.read(commandLine, properties, environment, Optional.of(file));
        return HubConfig.of(tree, List.of()).server().port();
    }
}
