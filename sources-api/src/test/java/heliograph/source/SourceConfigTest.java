package heliograph.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

class SourceConfigTest {
    private enum Where {
        START,
        THE_END
    }

    @Test
    void everySettingIsReadAsItsType() {
        SourceConfig config =
                app(
                        Map.of(
                                "text", "hi",
                                "path", "/var/log",
                                "duration", "15s",
                                "size", "4KiB",
                                "number", "-7",
                                "flag", "true",
                                "choice", "the-end",
                                "list", List.of("a", "b"),
                                "one", "a"));
        assertThat(config.name()).isEqualTo("app");
        assertThat(config.text("text")).isEqualTo("hi");
        assertThat(config.path("path")).isEqualTo(Path.of("/var/log"));
        assertThat(config.duration("duration")).isEqualTo(Duration.ofSeconds(15));
        assertThat(config.size("size")).isEqualTo(4096);
        assertThat(config.number("number", -7, 7)).isEqualTo(-7);
        assertThat(config.flag("flag", false)).isTrue();
        assertThat(config.choice("choice", Where.START)).isEqualTo(Where.THE_END);
        assertThat(config.list("list")).containsExactly("a", "b");
        assertThat(config.list("one")).containsExactly("a");
        config.refuseUnknown();
    }

    @Test
    void aSettingThatIsAbsentHasItsDefault() {
        SourceConfig config = app(Map.of());
        assertThat(config.has("text")).isFalse();
        assertThat(config.text("text", "hi")).isEqualTo("hi");
        assertThat(config.path("path", Path.of("x"))).isEqualTo(Path.of("x"));
        assertThat(config.duration("duration", Duration.ZERO)).isZero();
        assertThat(config.size("size", 5)).isEqualTo(5);
        assertThat(config.number("number", 0, 9, 5)).isEqualTo(5);
        assertThat(config.flag("flag", true)).isTrue();
        assertThat(config.choice("choice", Where.START)).isEqualTo(Where.START);
        assertThat(config.list("list", List.of("x"))).containsExactly("x");
        assertThat(config.section("section").text("inner", "hi")).isEqualTo("hi");
        assertThat(config.sections("sections")).isEmpty();
        assertThat(config.free("free")).isEmpty();
        config.refuseUnknown();
    }

    @Test
    void aSettingThatIsMissingIsNamedWithAnExample() {
        SourceConfig config = app(Map.of()).example("include", "[ /var/log/app.log ]");
        assertRefused(
                () -> config.list("include"),
                "source 'app': setting 'include' is missing; add  include: [ /var/log/app.log ]");
        assertRefused(() -> config.text("text"), "source 'app': setting 'text' is missing");
        assertRefused(
                () -> config.section("a").section("b").duration("c"),
                "source 'app': setting 'a.b.c' is missing");
    }

    @Test
    void aValueOfAnotherTypeSaysWhatToWrite() {
        SourceConfig config =
                app(
                        Map.of(
                                "x", "soon",
                                "path", "a\0b",
                                "list", List.of("a"),
                                "lists", List.of(List.of("a")),
                                "map", Map.of("a", "b")));
        assertRefused(
                () -> config.duration("x"),
                "source 'app': setting 'x' is \"soon\"; write a duration like 250ms, 15s, 5m or"
                        + " 30d");
        assertRefused(() -> config.size("x"), "write a size like");
        assertRefused(() -> config.number("x", 1, 9), "write a whole number from 1 to 9");
        assertRefused(() -> config.flag("x", true), "write true or false");
        assertRefused(() -> config.choice("x", Where.START), "write one of start, the-end");
        assertRefused(() -> config.path("path"), "not a path");
        assertRefused(() -> config.text("list"), "write a single value");
        assertRefused(() -> config.text("map"), "write a single value");
        assertRefused(() -> config.list("map"), "write a list");
        assertRefused(() -> config.list("lists"), "write a list of single values");
        assertRefused(() -> config.section("x"), "write a group of settings");
        assertRefused(() -> config.free("x"), "write a group of settings");
        assertRefused(() -> config.sections("x"), "write a list of groups of settings");
    }

    @Test
    void aNumberOutsideItsRangeIsRefused() {
        SourceConfig config = app(Map.of("a", "0", "b", "10", "c", "99999999999999999999"));
        for (String key : List.of("a", "b", "c")) {
            assertRefused(() -> config.number(key, 1, 9), "from 1 to 9");
            assertRefused(() -> config.number(key, 1, 9, 5), "from 1 to 9");
        }
    }

    @Test
    void anUnknownSettingSuggestsTheNearOne() {
        SourceConfig config = app(Map.of("shedule", "x"));
        config.text("schedule", "");
        assertRefused(
                config::refuseUnknown,
                "source 'app': unknown setting 'shedule'; did you mean 'schedule'?");
    }

    @Test
    void anUnknownSettingIsFoundInSectionsToo() {
        SourceConfig config = app(Map.of("multiline", Map.of("presett", "java")));
        config.section("multiline").text("preset", "");
        assertRefused(
                config::refuseUnknown,
                "source 'app': unknown setting 'multiline.presett'; did you mean 'preset'?");
        SourceConfig rules = app(Map.of("rules", List.of(Map.of("name", "a"), Map.of("nam", "b"))));
        rules.sections("rules").forEach(rule -> rule.text("name", ""));
        assertRefused(rules::refuseUnknown, "'rules.1.nam'; did you mean 'name'?");
    }

    @Test
    void aSectionIsOneHoweverOftenItIsAskedFor() {
        SourceConfig config =
                app(Map.of("a", Map.of("x", "1", "y", "2"), "b", List.of(Map.of("z", "3"))));
        assertThat(config.section("a").text("x")).isEqualTo("1");
        assertThat(config.section("a").text("y")).isEqualTo("2");
        assertThat(config.sections("b")).hasSize(1);
        assertThat(config.sections("b").getFirst().text("z")).isEqualTo("3");
        config.refuseUnknown();
    }

    @Test
    void anElementThatIsNoGroupIsShownAsItIs() {
        SourceConfig config = app(Map.of("rules", List.of(Map.of("a", "b"), "oops")));
        assertRefused(
                () -> config.sections("rules"),
                "source 'app': setting 'rules.1' is \"oops\"; write a group of settings");
    }

    @Test
    void aFreeGroupIsGivenAsItIsWritten() {
        Map<String, Object> message = Map.of("content", "x", "tags", List.of("a"));
        SourceConfig config = app(Map.of("message", message));
        assertThat(config.free("message")).isEqualTo(message);
        config.refuseUnknown();
    }

    @Test
    void aSecretIsMaskedWhereverItCouldShow() {
        SourceConfig config =
                app(
                        Map.of(
                                "token", "hunter2",
                                "auth", Map.of("password", "hunter2", "user", "me"),
                                "peers", List.of(Map.of("key", "hunter2", "host", "h"))));
        Secret token = config.secret("token");
        assertThat(token.reveal()).isEqualTo("hunter2");
        assertThat(token).hasToString("***");
        assertThat(config.section("auth").secret("password").reveal()).isEqualTo("hunter2");
        assertThat(config.section("auth").text("user")).isEqualTo("me");
        for (SourceConfig peer : config.sections("peers")) {
            peer.secret("key");
            peer.text("host");
        }

        assertThat(config.invalid("token", "too short"))
                .hasMessage("source 'app': setting 'token' is \"***\"; too short");
        assertThat(config.shown())
                .containsEntry("token", "***")
                .containsEntry("auth", Map.of("password", "***", "user", "me"))
                .containsEntry("peers", List.of(Map.of("key", "***", "host", "h")));
    }

    @Test
    void whatNobodyReadIsMaskedForItMayBeASecret() {
        SourceConfig config = app(Map.of("token", "hunter2", "host", "h"));
        config.text("host");
        assertThat(config.shown()).containsEntry("token", "***").containsEntry("host", "h");
    }

    @Test
    void aSecretOfTheWrongShapeIsMaskedInItsError() {
        SourceConfig config = app(Map.of("token", List.of("hunter2")));
        assertThatThrownBy(() -> config.secret("token"))
                .isInstanceOf(ConfigException.class)
                .hasMessage("source 'app': setting 'token' is \"***\"; write a single value");
        assertRefused(() -> app(Map.of()).secret("token"), "setting 'token' is missing");
    }

    @Test
    void aSectionOfTheHubIsNamedByItsPath() {
        SourceConfig config = SourceConfig.section("journal", Map.of("size", "big"));
        assertRefused(() -> config.size("size"), "setting 'journal.size' is \"big\"");
        SourceConfig root = SourceConfig.section("", Map.of("prot", "1"));
        root.text("port", "");
        assertRefused(root::refuseUnknown, "unknown setting 'prot'; did you mean 'port'?");
    }

    private static SourceConfig app(Map<String, ?> values) {
        return SourceConfig.of("app", values);
    }

    private static void assertRefused(ThrowingCallable read, String why) {
        assertThatThrownBy(read).isInstanceOf(ConfigException.class).hasMessageContaining(why);
    }
}
