package heliograph.plugin;

import java.io.PrintWriter;

/// What foreign code threw, as text: nothing that its jar defined is kept by it.
///
/// @param message in plain words
/// @param stack where; empty when that is not known
public record Failure(String message, String stack) {
    private static final int LONGEST_MESSAGE = 2_000; // characters
    private static final int LONGEST_STACK = 16_000; // characters

    /// To be called on the thread that threw: what a jar throws is foreign code too, and may throw
    /// or block when it is asked.
    public static Failure of(Throwable error) {
        return new Failure(
                ForeignText.of(Reason.of(error), LONGEST_MESSAGE),
                ForeignText.of(stackOf(error), LONGEST_STACK));
    }

    public static Failure withoutStack(String message) {
        return new Failure(message, "");
    }

    /// Where a thread is that does not return.
    public static String stackOf(Thread thread) {
        StringBuilder stack = new StringBuilder();
        for (StackTraceElement element : thread.getStackTrace()) {
            stack.append("\tat ").append(element).append('\n');
        }
        return ForeignText.of(stack.toString(), LONGEST_STACK);
    }

    private static String stackOf(Throwable error) {
        Beginning stack = new Beginning(LONGEST_STACK + 1); // one more shows that it was cut
        try {
            error.printStackTrace(new PrintWriter(stack));
        } catch (RuntimeException | Error _) {
            // what it printed until then must do
        }
        return stack.toString();
    }
}
