package heliograph;

import heliograph.source.ConfigException;
import heliograph.source.NearestWord;

import io.helidon.config.Config;
import io.helidon.config.ConfigSources;
import io.helidon.config.spi.ConfigSource;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// The settings of all places merged by Helidon Config, as plain maps, lists and texts: command
/// line, then system properties, then environment, then file.
final class ConfigTree {
    /// Settings that may stand outside the file.
    private static final List<String> KEYS =
            List.of(
                    "server.host",
                    "server.port",
                    "server.names",
                    "server.anonymous",
                    "server.heartbeat",
                    "server.body-timeout",
                    "journal.directory",
                    "journal.max-message",
                    "journal.retain.age",
                    "journal.retain.size",
                    "journal.retain.count",
                    "plugins.directory");

    private static final String PROPERTY_PREFIX = "heliograph.";
    private static final String VARIABLE_PREFIX = "HELIOGRAPH_";

    /// Variables for the launcher, which are no settings.
    private static final Set<String> LAUNCHERS =
            Set.of("HELIOGRAPH_JAVA_OPTS", "HELIOGRAPH_CLASS_PATH");

    private static final Path USUAL_FILE = Path.of("heliograph.yaml");

    private ConfigTree() {}

    /// @throws ConfigException when a place has a key that is not known, or the file cannot be read
    static Map<String, ?> read(
            Map<String, String> commandLine,
            Properties properties,
            Map<String, String> environment,
            Optional<Path> file) {
        List<Supplier<? extends ConfigSource>> sources = new ArrayList<>();
        sources.add(ConfigSources.create(commandLine).name("command line"));
        sources.add(ConfigSources.create(fromProperties(properties)).name("system properties"));
        sources.add(ConfigSources.create(fromVariables(environment)).name("environment"));
        fileToRead(file).ifPresent(ConfigTree::checkShape);
        fileToRead(file).ifPresent(path -> sources.add(ConfigSources.file(path)));
        try {
            Config config =
                    Config.builder()
                            .disableSystemPropertiesSource()
                            .disableEnvironmentVariablesSource()
                            .disableFilterServices()
                            .sources(sources)
                            .build();
            return map(config);
        } catch (io.helidon.config.ConfigException e) {
            throw new ConfigException(
                    "the configuration cannot be read: "
                            + fileToRead(file).map(path -> path + ": ").orElse("")
                            + reason(e));
        }
    }

    private static Optional<Path> fileToRead(Optional<Path> file) {
        if (file.isPresent()
                && !(Files.isRegularFile(file.get()) && Files.isReadable(file.get()))) {
            throw new ConfigException("there is no configuration file " + file.get() + " to read");
        }
        return file.or(() -> Optional.of(USUAL_FILE).filter(Files::exists));
    }

    /// Helidon Config lets the last of two equal keys win, and cannot say what is wrong with a file
    /// that is a list or a text.
    private static void checkShape(Path file) {
        LoaderOptions strict = new LoaderOptions();
        strict.setAllowDuplicateKeys(false);
        try (Reader reader = Files.newBufferedReader(file)) {
            Object settings = new Yaml(new SafeConstructor(strict)).load(reader);
            if (settings == null || settings instanceof Map<?, ?>) return;
            throw new ConfigException(file + ": write groups of settings, such as  server: {…}");
        } catch (IOException | YAMLException e) {
            throw new ConfigException(
                    "the configuration cannot be read: " + file + ": " + reason(e));
        }
    }

    private static Map<String, String> fromProperties(Properties properties) {
        Map<String, String> settings = new LinkedHashMap<>();
        for (String property : properties.stringPropertyNames()) {
            if (!property.startsWith(PROPERTY_PREFIX)) continue;
            String key = property.substring(PROPERTY_PREFIX.length());
            if (!KEYS.contains(key)) throw unknown("system property", property, PROPERTY_PREFIX);
            settings.put(key, properties.getProperty(property));
        }
        return settings;
    }

    private static Map<String, String> fromVariables(Map<String, String> environment) {
        Map<String, String> keys =
                KEYS.stream().collect(Collectors.toMap(ConfigTree::variable, key -> key));
        Map<String, String> settings = new LinkedHashMap<>();
        environment.forEach(
                (variable, value) -> {
                    if (!variable.startsWith(VARIABLE_PREFIX)) return;
                    if (LAUNCHERS.contains(variable)) return;
                    String key = keys.get(variable);
                    if (key == null) {
                        throw new ConfigException(
                                "unknown environment variable '"
                                        + variable
                                        + "'"
                                        + NearestWord.suggestion(variable, keys.keySet()));
                    }
                    settings.put(key, value);
                });
        return settings;
    }

    private static String variable(String key) {
        return VARIABLE_PREFIX + key.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
    }

    private static ConfigException unknown(String what, String name, String prefix) {
        List<String> known = KEYS.stream().map(key -> prefix + key).toList();
        return new ConfigException(
                "unknown " + what + " '" + name + "'" + NearestWord.suggestion(name, known));
    }

    private static Map<String, Object> map(Config node) {
        Map<String, Object> map = new LinkedHashMap<>();
        node.asNodeList()
                .orElse(List.of())
                .forEach(child -> map.put(Config.Key.unescapeName(child.name()), value(child)));
        return map;
    }

    private static Object value(Config node) {
        // Only files have lists and groups: a value beside one is of a place that comes before.
        if (node.hasValue()) return node.asString().get();
        return switch (node.type()) {
            case OBJECT -> map(node);
            case LIST -> node.asNodeList().get().stream().map(ConfigTree::value).toList();
            case VALUE, MISSING -> "";
        };
    }

    private static String reason(Throwable error) {
        Throwable cause = error;
        while (cause.getCause() != null) cause = cause.getCause();
        if (cause instanceof MarkedYAMLException yaml && yaml.getProblemMark() != null) {
            Mark mark = yaml.getProblemMark(); // counts from 0
            return "line %d, column %d: %s"
                    .formatted(mark.getLine() + 1, mark.getColumn() + 1, yaml.getProblem());
        }
        return String.valueOf(cause.getMessage());
    }
}
