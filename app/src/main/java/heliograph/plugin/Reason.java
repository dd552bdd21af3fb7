package heliograph.plugin;

import java.nio.file.AccessDeniedException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipException;

/// Says in plain words what went wrong, and what to do where that is known. The innermost cause
/// says it.
final class Reason {
    private static final int DEEPEST_CAUSE = 20; // causes may form a ring
    private static final Pattern CLASS_FILE_VERSION =
            Pattern.compile("^(\\S+) has been compiled .*?class file version (\\d+)");
    private static final int JAVA_1 = 44; // a class file's version is that of its Java plus this

    private Reason() {}

    static String of(Throwable error) {
        try {
            return plain(innermost(error));
        } catch (RuntimeException | Error _) {
            return error.getClass().getSimpleName(); // it throws when it is asked for its message
        }
    }

    private static Throwable innermost(Throwable error) {
        Throwable cause = error;
        for (int i = 0; i < DEEPEST_CAUSE && cause.getCause() != null; i++) {
            cause = cause.getCause();
        }
        return cause;
    }

    private static String plain(Throwable cause) {
        String message = cause.getMessage();
        return switch (cause) {
            case UnsupportedClassVersionError _ when message != null -> newerJava(message);
            case NoClassDefFoundError _ when message != null -> missing(message);
            case ClassNotFoundException _ when message != null -> missing(message);
            case UnusableJar _ when message != null -> message;
            case AccessDeniedException _ -> "the hub may not read " + message;
            case ZipException _ -> "it is no whole jar (" + message + "); copy it again";
            case StackOverflowError _ -> "StackOverflowError: it calls itself without end";
            default -> named(cause, message);
        };
    }

    private static String newerJava(String message) {
        Matcher version = CLASS_FILE_VERSION.matcher(message);
        if (!version.find()) return message;
        return "%s was compiled for Java %d, and the hub runs on Java %d; compile it with  --release %d"
                .formatted(
                        version.group(1).replace('/', '.'),
                        Integer.parseInt(version.group(2)) - JAVA_1,
                        Runtime.version().feature(),
                        Runtime.version().feature());
    }

    private static String missing(String message) {
        if (message.contains(" ")) return message; // its initialiser failed earlier
        return "class %s is missing; put the jar that has it beside it, in a folder of plugins/"
                .formatted(message.replace('/', '.'));
    }

    private static String named(
            Throwable cause, @org.jspecify.annotations.Nullable String message) {
        String name = cause.getClass().getSimpleName();
        return message == null ? name : name + ": " + message;
    }
}
