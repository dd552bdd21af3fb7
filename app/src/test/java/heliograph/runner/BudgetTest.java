package heliograph.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heliograph.source.ConfigException;
import heliograph.source.SourceConfig;

import org.junit.jupiter.api.Test;

import java.util.Map;

class BudgetTest {
    @Test
    void whatIsNotWrittenIsAsItWouldBe() {
        assertThat(read(Map.of())).isEqualTo(Budget.OF_PLUGINS);
        assertThat(read(Map.of("messages", "7")).bytes()).isEqualTo(Budget.OF_PLUGINS.bytes());
    }

    @Test
    void eachLimitIsWrittenOrLifted() {
        Budget budget = read(Map.of("messages", "7", "bytes", "64KiB"));
        assertThat(budget.messages()).hasValue(7);
        assertThat(budget.bytes()).hasValue(65_536);
        assertThat(read(Map.of("messages", "unlimited", "bytes", "unlimited")).isUnlimited())
                .isTrue();
    }

    @Test
    void aWrongLimitIsNamed() {
        assertThatThrownBy(() -> read(Map.of("messages", "many")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("setting 'budget.messages' is \"many\"");
        assertThatThrownBy(() -> read(Map.of("bytes", "0KiB")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("setting 'budget.bytes'");
    }

    @Test
    void aMistypedLimitSuggestsTheRightOne() {
        SourceConfig settings = SourceConfig.of("x", Map.of("budget", Map.of("mesages", "1")));
        SourceRules.read(settings, Budget.UNLIMITED);
        assertThatThrownBy(settings::refuseUnknown)
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("unknown setting 'budget.mesages'")
                .hasMessageContaining("did you mean 'messages'?");
    }

    @Test
    void aMistypedRuleSuggestsTheRightOne() {
        SourceConfig settings = SourceConfig.of("x", Map.of("expct", "5m"));
        SourceRules.read(settings, Budget.UNLIMITED);
        assertThatThrownBy(settings::refuseUnknown).hasMessageContaining("did you mean 'expect'?");
    }

    private static Budget read(Map<String, ?> written) {
        SourceConfig settings = SourceConfig.of("x", Map.of("budget", written));
        return Budget.read(settings.section("budget"), Budget.OF_PLUGINS);
    }
}
