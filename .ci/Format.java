import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Formats every Java file of the tree (`fix`), or fails and names those that are not formatted
/// (`check`). / / A program of its own because a Maven plugin runs in Maven's JVM, and a Java 17
/// parser cannot read release 25.
final class Format {
    public static void main(String[] args) throws Exception {
        boolean fix = args[0].equals("fix");
        Path root = Path.of(args[1]);
        List<Path> wrong = new ArrayList<>();
        var formatter = new Formatter(
                JavaFormatterOptions.builder().style(JavaFormatterOptions.Style.AOSP).build());
        for (Path file : javaFiles(root)) {
            String source = Files.readString(file);
            refuseLongComments(root.relativize(file), source);
            // Twice: moving a trailing comment can change how its line breaks.
            String formatted =
                    formatter.formatSource(formatter.formatSourceAndFixImports(source));
            if (formatted.equals(source)) continue;
            wrong.add(root.relativize(file));
            if (fix) Files.writeString(file, formatted);
        }
        if (fix) {
            System.out.println("formatted " + wrong.size() + " files");
        } else if (!wrong.isEmpty()) {
            wrong.forEach(file -> System.err.println("not formatted: " + file));
            System.err.println("to format them: mvn -N validate -Dformat=fix");
            System.exit(1);
        }
    }

    /// The formatter would wrap a long `///` line into a `//` line and so cut the documentation.
    private static void refuseLongComments(Path file, String source) {
        List<String> lines = source.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).length() > 100 && lines.get(i).strip().startsWith("//")) {
                System.err.println(file + ":" + (i + 1) + ": a comment of more than 100 columns");
                System.exit(1);
            }
        }
    }

    private static List<Path> javaFiles(Path root) throws Exception {
        try (var files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !root.relativize(file).toString().startsWith("."))
                    .filter(file -> !file.toString().contains("/target/"))
                    .sorted()
                    .toList();
        }
    }
}
