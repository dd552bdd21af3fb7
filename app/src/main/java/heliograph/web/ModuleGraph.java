package heliograph.web;

import java.net.URI;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a script needs before it can run. Told to browsers with the page, they ask for all of it at
/// once; else they would find one floor of imports after the other.
final class ModuleGraph {
    /// A static import as we write it, at the beginning of a line. What is imported on demand is
    /// none.
    private static final Pattern IMPORT =
            Pattern.compile("^(?:import|export) (?:[^'(]* from )?'(\\.[^']+)';", Pattern.MULTILINE);

    private final Function<String, Optional<String>> sources;

    /// @param sources the text of a module, by its path
    ModuleGraph(Function<String, Optional<String>> sources) {
        this.sources = sources;
    }

    /// The paths of all modules that one imports, directly or not.
    Set<String> importsOf(String path) {
        Set<String> found = new LinkedHashSet<>();
        collect(path, found);
        found.remove(path);
        return found;
    }

    private void collect(String path, Set<String> found) {
        if (!found.add(path)) return;
        Matcher imports = IMPORT.matcher(sources.apply(path).orElse(""));
        while (imports.find()) collect(resolved(path, imports.group(1)), found);
    }

    private static String resolved(String from, String relative) {
        return URI.create(from).resolve(relative).toString();
    }
}
