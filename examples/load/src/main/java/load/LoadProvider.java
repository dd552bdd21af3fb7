package load;

import heliograph.source.Source;
import heliograph.source.SourceConfig;
import heliograph.source.SourceProvider;

import java.time.Duration;

public final class LoadProvider implements SourceProvider {
    @Override
    public String type() {
        return "load";
    }

    @Override
    public Source create(SourceConfig config) {
        return new LoadSource(config.duration("every", Duration.ofSeconds(5)));
    }
}
