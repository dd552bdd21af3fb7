package heliograph.ingest;

import heliograph.source.Source;
import heliograph.source.SourceConfig;
import heliograph.source.SourceProvider;

/// Type `http`: takes what scripts and tools post. Has no settings.
public final class HttpProvider implements SourceProvider {

    @Override
    public String type() {
        return "http";
    }

    @Override
    public Source create(SourceConfig config) {
        return new HttpIngest();
    }
}
