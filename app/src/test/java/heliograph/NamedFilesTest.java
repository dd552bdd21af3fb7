package heliograph;

import static org.assertj.core.api.Assertions.assertThat;

import heliograph.runner.SourceEntry;
import heliograph.runner.SourceName;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Set;

class NamedFilesTest {

    @Test
    void aSourceIsNamedAfterItsFile() {
        assertThat(names("/var/log/syslog", "/var/log/dpkg.log"))
                .containsExactly("syslog", "dpkg.log");
    }

    @Test
    void twoOfOneNameAreNamedAfterFolderAndFile() {
        assertThat(names("/srv/a/app.log", "/srv/b/app.log", "/opt/b/app.log"))
                .containsExactly("app.log", "b-app.log", "opt-b-app.log");
        assertThat(NamedFiles.sources(List.of("/srv/a/app.log"), Set.of("app.log")))
                .extracting(SourceEntry::name)
                .containsExactly("a-app.log");
    }

    @Test
    void aGlobIsNamedAfterItsFolder() {
        assertThat(names("/var/log/nginx/*.log", "/srv/*/logs/*.log", "/var/log/app-[0-9].log"))
                .containsExactly("nginx", "logs", "log");
    }

    @Test
    void aFileMayHaveAnyName() {
        String[] files = {
            "/",
            "/*",
            "/tmp/Grüße aus Köln.log",
            "/tmp/ ",
            "a".repeat(200),
            "/tmp/-",
            "/tmp/..",
            "."
        };
        assertThat(names(files)).allMatch(SourceName::isValid).doesNotHaveDuplicates();
    }

    @Test
    void theSameFileTwiceHasTwoNamesHoweverLongItIs() {
        String file = "/" + "f".repeat(90);
        assertThat(names(file, file, file)).allMatch(SourceName::isValid).doesNotHaveDuplicates();
    }

    @Test
    void aDashIsStandardInput() {
        List<SourceEntry> entries = NamedFiles.sources(List.of("-"), Set.of());
        assertThat(entries).extracting(SourceEntry::name).containsExactly("stdin");
        assertThat(entries).extracting(SourceEntry::type).containsExactly("stdin");
    }

    @Test
    void aFileIsTailedFromItsLastTenLines() {
        SourceEntry entry = NamedFiles.sources(List.of("/var/log/syslog"), Set.of()).getFirst();
        assertThat(entry.type()).isEqualTo("file-tail");
        assertThat(entry.settings().list("include")).containsExactly("/var/log/syslog");
        assertThat(entry.settings().number("tail-lines", 0, 100)).isEqualTo(10);
    }

    private static List<String> names(String... files) {
        return NamedFiles.sources(List.of(files), Set.of()).stream()
                .map(SourceEntry::name)
                .toList();
    }
}
