package heliograph.web;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a script needs before it can run. What it imports on demand is not among it.
final class ModuleGraph {
    /// A static import as we write it, at the beginning of a line: its names, if any, and its path.
    static final Pattern IMPORT =
            Pattern.compile(
                    "^import (?:\\{([^}]*)\\} from )?'(\\.[^']+)';[^\\n]*$", Pattern.MULTILINE);

    private final Function<String, Optional<String>> sources;

    /// @param sources the text of a module, by its path
    ModuleGraph(Function<String, Optional<String>> sources) {
        this.sources = sources;
    }

    /// The paths of a script and of all that it imports, directly or not, in the order in which
    /// they run: the script itself is the last.
    ///
    /// @throws IllegalStateException if modules import each other in a circle
    List<String> inOrder(String path) {
        Set<String> done = new LinkedHashSet<>();
        collect(path, List.of(), done);
        return List.copyOf(done);
    }

    private void collect(String path, List<String> way, Set<String> done) {
        if (done.contains(path)) return;
        List<String> here = new ArrayList<>(way);
        here.add(path);
        if (way.contains(path)) throw new IllegalStateException("a circle of imports: " + here);
        Matcher imports = IMPORT.matcher(sources.apply(path).orElse(""));
        while (imports.find()) collect(resolved(path, imports.group(2)), here, done);
        done.add(path);
    }

    /// Where a path leads that a module writes.
    static String resolved(String from, String relative) {
        return URI.create(from).resolve(relative).toString();
    }
}
