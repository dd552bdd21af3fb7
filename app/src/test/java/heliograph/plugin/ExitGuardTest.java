package heliograph.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heliograph.PluginJar;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

/// Classes as `javac` makes them, loaded as a plugin's.
class ExitGuardTest {
    @TempDir Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "System.exit(1);",
                "Runtime.getRuntime().exit(1);",
                "Runtime.getRuntime().halt(1);",
                "java.util.function.IntConsumer exit = System::exit; exit.accept(1);",
                "java.util.function.IntConsumer exit = Runtime.getRuntime()::halt; exit.accept(1);",
                "Runnable exit = () -> System.exit(1); exit.run();",
                "for (int i = 0; i < 3; i++) { if (i > 1) System.exit(i > 1 ? 1 : 0); }",
                "try { Integer.parseInt(\"x\"); } catch (RuntimeException e) { System.exit(1); }",
            })
    void whatWouldEndTheProcessThrows(String code) throws Exception {
        try (PluginClassLoader loader = loader("implements Callable<String>", code)) {
            assertThatThrownBy(() -> call(loader))
                    .isInstanceOf(SecurityException.class)
                    .hasMessageContaining("a plugin cannot end the hub");
        }
    }

    @Test
    void alsoInAnInterface() throws Exception {
        String source =
                """
                interface Ending { default void end() { Runnable r = () -> System.exit(1); r.run(); } }
                public class Code implements java.util.concurrent.Callable<String>, Ending {
                    public String call() { end(); return ""; }
                }
                """;
        try (PluginClassLoader loader = loader(source)) {
            assertThatThrownBy(() -> call(loader)).isInstanceOf(SecurityException.class);
        }
    }

    @Test
    void theRestOfTheClassDoesWhatItDid() throws Exception {
        String code =
                """
                if (args.isEmpty()) System.exit(1);
                long sum = 0;
                for (Object arg : args) {
                    sum += switch (arg) {
                        case Integer i when i > 1 -> i;
                        case String s -> s.length();
                        default -> 0;
                    };
                }
                try {
                    Object[] none = {};
                    sum += (int) none[0];
                } catch (IndexOutOfBoundsException | ClassCastException e) {
                    sum += 100;
                }
                if (sum > 0) return "sum " + sum;
                """;
        try (PluginClassLoader loader = loader("implements Callable<String>", code)) {
            assertThat(call(loader)).isEqualTo("sum 106");
        }
    }

    private PluginClassLoader loader(String declaration, String code) throws Exception {
        return loader(
                """
                import java.util.*;
                import java.util.concurrent.Callable;

                public class Code %s {
                    private final List<Object> args = List.of(1, 2, "four");
                    public String call() { %s return ""; }
                }
                """
                        .formatted(declaration, code));
    }

    private PluginClassLoader loader(String source) throws Exception {
        Path jar = PluginJar.compile(directory, "Code", source).pack(directory.resolve("code.jar"));
        return new PluginClassLoader("test", List.of(jar));
    }

    private static Object call(PluginClassLoader loader) throws Exception {
        Class<?> type = Class.forName("Code", true, loader);
        return ((Callable<?>) type.getConstructor().newInstance()).call();
    }
}
