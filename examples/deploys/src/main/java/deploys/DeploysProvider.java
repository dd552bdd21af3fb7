package deploys;

import heliograph.source.Source;
import heliograph.source.SourceConfig;
import heliograph.source.SourceProvider;

/// Type `deploys`: what a build server posts to `/ingest/deploys` when something goes live.
public final class DeploysProvider implements SourceProvider {
    @Override
    public String type() {
        return "deploys";
    }

    @Override
    public Source create(SourceConfig config) {
        return new DeploysSource(config.text("service", "the service"));
    }
}
