package heliograph.source.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heliograph.source.ConfigException;
import heliograph.source.Source;
import heliograph.source.SourceConfig;
import heliograph.source.SourceProvider;

import org.junit.jupiter.api.Test;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.ServiceLoader;

/// What every provider keeps. Extend it, or [LiveSourceContract] for sources that run.
public abstract class SourceProviderContract {
    protected abstract SourceProvider provider();

    /// Settings that the provider takes.
    protected abstract Map<String, ?> settings() throws Exception;

    /// A setting with a value that the provider must refuse.
    protected abstract Map.Entry<String, ?> badSetting();

    protected final Source create() throws Exception {
        return provider().create(SourceConfig.of("contract", settings()));
    }

    @Test
    void itsTypeIsALowerKebabWord() {
        assertThat(provider().type()).matches("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    }

    @Test
    void itIsFoundByServiceLoader() {
        assertThat(ServiceLoader.load(SourceProvider.class))
                .extracting(Object::getClass)
                .contains(provider().getClass());
    }

    @Test
    void itTakesItsSettings() throws Exception {
        SourceConfig config = SourceConfig.of("contract", settings());
        provider().create(config);
        config.refuseUnknown();
    }

    @Test
    void aBadSettingIsNamedInTheError() throws Exception {
        Map<String, Object> settings = new LinkedHashMap<>(settings());
        settings.put(badSetting().getKey(), badSetting().getValue());
        assertThatThrownBy(() -> provider().create(SourceConfig.of("contract", settings)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("source 'contract'")
                .hasMessageContaining("'" + badSetting().getKey());
    }

    @Test
    void anUnknownSettingIsRefused() throws Exception {
        Map<String, Object> settings = new LinkedHashMap<>(settings());
        settings.put("no-such-setting", "x");
        SourceConfig config = SourceConfig.of("contract", settings);
        provider().create(config);
        assertThatThrownBy(config::refuseUnknown)
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("'no-such-setting'");
    }
}
