package heliograph.web;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A script and everything it imports as one text, so that a browser asks once and not sixty times,
/// and one text packs better than sixty. Each module keeps its file, its names and a scope:
///
/// ```
/// const $list_follow = (() => { …; return { Follow }; })();
/// const $main = (() => { const { Follow } = $list_follow; …; return {}; })();
/// export { $list_follow, $main };
/// ```
///
/// A module that comes later, on demand, imports from the address of one in here as ever; there it
/// finds an [#alias]. A joined script that comes later takes from the one before it. So each module
/// runs once.
///
/// It knows our style and no more: imports and exports begin a line, and what is exported is a
/// class, a function or a constant.
final class JoinedScript {
    private static final Pattern EXPORT =
            Pattern.compile(
                    "^export (?=(?:async )?(?:class|function|const)\\b)(?:async )?"
                            + "(?:class|function\\*?|const) (\\w+)",
                    Pattern.MULTILINE);
    private static final Pattern ON_DEMAND = Pattern.compile("\\bimport\\('(\\.[^']+)'\\)");

    private final String entry;
    private final List<String> modules;
    private final List<String> taken;
    private final Optional<JoinedScript> before;
    private final Function<String, Optional<String>> sources;

    /// @param entry the path of the script @param sources the text of a module, by its path
    JoinedScript(String entry, Function<String, Optional<String>> sources) {
        this(entry, Optional.empty(), sources);
    }

    /// @param before which is there already, with some of what this one imports
    JoinedScript(
            String entry,
            Optional<JoinedScript> before,
            Function<String, Optional<String>> sources) {
        List<String> all = new ModuleGraph(sources).inOrder(entry);
        this.entry = entry;
        this.before = before;
        this.taken = all.stream().filter(path -> isBefore(before, path)).toList();
        this.modules = all.stream().filter(path -> !isBefore(before, path)).toList();
        this.sources = sources;
    }

    private static boolean isBefore(Optional<JoinedScript> before, String path) {
        return before.map(script -> script.holds(path)).orElse(false);
    }

    boolean holds(String path) {
        return modules.contains(path);
    }

    /// What stands at the address of one of its modules: all of it at the script's own.
    String at(String path) {
        return path.equals(entry) ? text() : alias(path);
    }

    String text() {
        String imported =
                before.map(
                                script ->
                                        "import {%s} from '%s';\n"
                                                .formatted(names(taken), up(entry) + script.entry))
                        .orElse("");
        return imported
                + modules.stream().map(this::scoped).collect(Collectors.joining())
                + "export {%s};\n".formatted(names(modules));
    }

    private static String names(List<String> paths) {
        return paths.stream().map(JoinedScript::name).collect(Collectors.joining(","));
    }

    /// What stands at the address of a module that is in here: its exports, made once.
    String alias(String path) {
        return "import { %s as module } from '%s';\nexport const { %s } = module;\n"
                .formatted(name(path), up(path) + entry, exports(source(path)));
    }

    private String scoped(String path) {
        String source = source(path);
        String body = EXPORT.matcher(source).replaceAll(JoinedScript::withoutExport);
        body = ModuleGraph.IMPORT.matcher(body).replaceAll(found -> taken(path, found));
        body = ON_DEMAND.matcher(body).replaceAll(found -> asked(path, found));
        body =
                body.replace(
                        "import.meta.url",
                        "new URL('%s', import.meta.url).href".formatted(up(entry) + path));
        return "const %s = (() => {\n%s\nreturn { %s };\n})();\n"
                .formatted(name(path), body, exports(source));
    }

    private static String withoutExport(MatchResult found) {
        return Matcher.quoteReplacement(found.group().substring("export ".length()));
    }

    /// An import, as names taken from a module that stands further up.
    private static String taken(String path, MatchResult found) {
        if (found.group(1) == null) return "";
        String names = found.group(1).replace(" as ", ": ");
        String module = name(ModuleGraph.resolved(path, found.group(2)));
        return Matcher.quoteReplacement("const {%s} = %s;".formatted(names, module));
    }

    private String asked(String path, MatchResult found) {
        String target = up(entry) + ModuleGraph.resolved(path, found.group(1));
        return Matcher.quoteReplacement("import('%s')".formatted(target));
    }

    private static String exports(String source) {
        return EXPORT.matcher(source)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.joining(", "));
    }

    private String source(String path) {
        return sources.apply(path)
                .orElseThrow(() -> new IllegalStateException("there is no module " + path));
    }

    /// From a module to the folder of all of them.
    private static String up(String path) {
        long depth = path.chars().filter(c -> c == '/').count();
        return depth == 0 ? "./" : "../".repeat((int) depth);
    }

    private static String name(String path) {
        return "$" + path.replaceFirst("\\.js$", "").replaceAll("[^a-z0-9]", "_");
    }
}
