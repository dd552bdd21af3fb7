package heliograph.source;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The names of one object, of which none may be there twice; a hash set only when there are many.
final class FieldNames {
    private static final int FEW = 16;

    private final List<String> few = new ArrayList<>(8);
    private final Set<String> many = new HashSet<>(0);

    boolean add(String name) {
        if (few.size() == FEW) {
            if (many.isEmpty()) many.addAll(few);
            return many.add(name);
        }
        return !few.contains(name) && few.add(name);
    }
}
