package heliograph.source.filetail;

import heliograph.source.LiveSource;
import heliograph.source.SourceConfig;
import heliograph.source.SourceProvider;

/// Makes sources of type `file-tail`.
public final class FileTailProvider implements SourceProvider {
    @Override
    public String type() {
        return "file-tail";
    }

    @Override
    public LiveSource create(SourceConfig config) {
        return new FileTailSource(FileTailSettings.from(config), new RealDisk());
    }

    /// Somebody has to say which files.
    @Override
    public boolean startsByItself() {
        return false;
    }
}
