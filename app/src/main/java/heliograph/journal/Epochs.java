package heliograph.journal;

import java.security.SecureRandom;
import java.util.Collection;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// Which offsets belong to which epoch: each epoch begins at its first offset and ends where the
/// next begins. Immutable.
public final class Epochs {
    private static final String LETTERS =
            "abcdefghjkmnpqrstuvwxyz0123456789"; // none that look alike
    private static final int NAME_LENGTH = 4;

    private final NavigableMap<Long, String> byFirst;

    Epochs(Map<Long, String> byFirst) {
        this.byFirst = new TreeMap<>(byFirst);
    }

    /// A name that this journal never had, and an older one only by a chance of one in a million.
    static String newName(Collection<String> taken) {
        while (true) {
            StringBuilder name = new StringBuilder();
            new SecureRandom()
                    .ints(NAME_LENGTH, 0, LETTERS.length())
                    .forEach(letter -> name.append(LETTERS.charAt(letter)));
            if (!taken.contains(name.toString())) return name.toString();
        }
    }

    /// The newest epoch's name.
    public String current() {
        return byFirst.lastEntry().getValue();
    }

    /// The id of an offset; that of the place before the first offset is of the first epoch.
    public EntryId idOf(long offset) {
        Map.Entry<Long, String> epoch = byFirst.floorEntry(offset);
        return new EntryId(
                epoch == null ? byFirst.firstEntry().getValue() : epoch.getValue(), offset);
    }

    /// Whether the id names an entry up to `newest`, or the place before an epoch's first.
    public boolean contain(EntryId id, long newest) {
        if (id.offset() > newest) return false;
        for (Map.Entry<Long, String> epoch : byFirst.entrySet()) {
            if (!epoch.getValue().equals(id.epoch())) continue;
            Long next = byFirst.higherKey(epoch.getKey());
            long last = next == null ? newest : next - 1;
            if (id.offset() >= epoch.getKey() - 1 && id.offset() <= last) return true;
        }
        return false;
    }
}
