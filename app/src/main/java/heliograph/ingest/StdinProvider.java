package heliograph.ingest;

import heliograph.source.Source;
import heliograph.source.SourceConfig;
import heliograph.source.SourceProvider;

/// Type `stdin`: the lines of the hub's standard input, which `./heliograph -` asks for. Has no
/// settings.
public final class StdinProvider implements SourceProvider {

    @Override
    public String type() {
        return "stdin";
    }

    @Override
    public Source create(SourceConfig config) {
        return new StdinSource();
    }

    /// A hub's input is often a terminal, or nothing.
    @Override
    public boolean startsByItself() {
        return false;
    }
}
