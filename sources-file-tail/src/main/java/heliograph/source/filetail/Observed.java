package heliograph.source.filetail;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What is seen of an open file beside its lines: where it stands, how large it is, how long
/// nothing has come, and since when it does not hold what was read of it. Owned by the reader's
/// thread.
final class Observed {
    private final IdleTimer growth = new IdleTimer();
    private Path at;
    private boolean hasPath = true;
    private long size;
    private Optional<Instant> intactAt = Optional.empty();
    private Optional<IdleTimer> changed = Optional.empty();

    Observed(Path at) {
        this.at = at;
    }

    /// Where it stood when it was last seen.
    Path at() {
        return at;
    }

    /// Whether a path shows it: if not, it was moved or deleted.
    boolean hasPath() {
        return hasPath;
    }

    void stands(Path path) {
        hasPath = true;
        at = path;
    }

    void standsNowhere() {
        if (hasPath) growth.end();
        hasPath = false;
    }

    /// The last size it was seen to have while it held what was read.
    long size() {
        return size;
    }

    /// When it was last seen to hold what was read.
    Optional<Instant> intactAt() {
        return intactAt;
    }

    /// It holds what was read.
    ///
    /// @param when before its size was asked for
    void isIntact(long now, Instant when) {
        if (now != size) growth.end();
        size = now;
        intactAt = Optional.of(when);
        changed = Optional.empty();
    }

    /// It does not hold what was read.
    void isChanged() {
        if (changed.isEmpty()) changed = Optional.of(new IdleTimer());
    }

    boolean isChangedFor(Duration time) {
        return changed.filter(since -> since.lasts(time)).isPresent();
    }

    /// Something came of it.
    void cameOn() {
        growth.end();
    }

    boolean isSilentFor(Duration time) {
        return growth.lasts(time);
    }

    /// It is read from its beginning.
    void startOver() {
        size = 0;
        intactAt = Optional.empty();
        changed = Optional.empty();
        growth.end();
    }
}
