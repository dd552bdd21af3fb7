package heliograph.source;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The settings of one source, read by type. Reading is declaring: a key that nobody read is an
/// error that suggests the near name.
///
/// Each read without a default throws a [ConfigException] when the setting is missing, and every
/// read throws one when the value is not of its type. Used by one thread.
public final class SourceConfig {
    private final String owner;
    private final String name;
    private final String prefix;
    private final Map<String, ?> values;
    private final Set<String> read = new LinkedHashSet<>();
    private final Set<String> secrets = new LinkedHashSet<>();
    private final Map<String, String> examples = new HashMap<>();
    private final Map<String, SourceConfig> sections = new LinkedHashMap<>();
    private final Map<String, List<SourceConfig>> lists = new LinkedHashMap<>();

    private SourceConfig(String owner, String name, String prefix, Map<String, ?> values) {
        this.owner = owner;
        this.name = name;
        this.prefix = prefix;
        this.values = values;
    }

    /// The settings of the source of that name.
    ///
    /// @param values each a text, a list of values, or a map of values
    public static SourceConfig of(String name, Map<String, ?> values) {
        return new SourceConfig("source '" + name + "': ", name, "", values);
    }

    /// A section of the hub's own configuration, for the same reads and the same errors.
    public static SourceConfig section(String name, Map<String, ?> values) {
        return new SourceConfig("", name, name.isEmpty() ? "" : name + ".", values);
    }

    /// The source's name.
    public String name() {
        return name;
    }

    /// What to write for a setting, shown when it is missing.
    public SourceConfig example(String key, String example) {
        examples.put(key, example);
        return this;
    }

    public boolean has(String key) {
        return values.containsKey(key);
    }

    public String text(String key) {
        return required(key).text();
    }

    public String text(String key, String absent) {
        return written(key).map(SettingText::text).orElse(absent);
    }

    /// A text that is masked wherever settings are shown.
    public Secret secret(String key) {
        secrets.add(key);
        return new Secret(text(key));
    }

    public Path path(String key) {
        return required(key).path();
    }

    public Path path(String key, Path absent) {
        return written(key).map(SettingText::path).orElse(absent);
    }

    /// A duration such as `250ms`, `15s`, `5m`, `12h` or `30d`.
    public Duration duration(String key) {
        return required(key).duration();
    }

    public Duration duration(String key, Duration absent) {
        return written(key).map(SettingText::duration).orElse(absent);
    }

    /// A size in bytes such as `4GiB`, `64KiB` or `500MB`.
    public long size(String key) {
        return required(key).size();
    }

    public long size(String key, long absent) {
        return written(key).map(SettingText::size).orElse(absent);
    }

    /// A whole number in a range, both ends included.
    public long number(String key, long least, long most) {
        return required(key).number(least, most);
    }

    public long number(String key, long least, long most, long absent) {
        return written(key).map(setting -> setting.number(least, most)).orElse(absent);
    }

    /// `true` or `false`.
    public boolean flag(String key, boolean absent) {
        return written(key).map(SettingText::flag).orElse(absent);
    }

    /// One of a few words, as an enum whose constants are their upper-case names.
    public <E extends Enum<E>> E choice(String key, E absent) {
        return written(key)
                .map(setting -> setting.choice(absent.getDeclaringClass()))
                .orElse(absent);
    }

    /// A list of texts; one text alone is a list too.
    public List<String> list(String key) {
        return texts(key).orElseThrow(() -> missing(key));
    }

    public List<String> list(String key, List<String> absent) {
        return texts(key).orElse(absent);
    }

    /// A group of settings of its own; empty when it is missing.
    public SourceConfig section(String key) {
        read.add(key);
        return sections.computeIfAbsent(
                key, k -> new SourceConfig(owner, name, prefix + k + ".", asMap(k, values.get(k))));
    }

    /// A list of groups of settings; empty when it is missing.
    public List<SourceConfig> sections(String key) {
        read.add(key);
        return lists.computeIfAbsent(key, this::toSections);
    }

    private List<SourceConfig> toSections(String key) {
        List<SourceConfig> sections = new ArrayList<>();
        for (Map<String, ?> group : groups(key)) {
            String path = key + "." + sections.size();
            sections.add(new SourceConfig(owner, name, prefix + path + ".", group));
        }
        return sections;
    }

    /// A list of groups of settings whose keys are free; empty when it is missing.
    public List<Map<String, ?>> groups(String key) {
        read.add(key);
        Object value = values.get(key);
        if (value == null) return List.of();
        if (!(value instanceof List<?> list)) {
            throw invalid(key, "write a list of groups of settings");
        }
        List<Map<String, ?>> groups = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) groups.add(asMap(key + "." + i, list.get(i)));
        return groups;
    }

    /// A group of settings whose keys are free, as it was written: texts, lists and maps.
    public Map<String, ?> free(String key) {
        read.add(key);
        return asMap(key, values.get(key));
    }

    /// An error that names the setting: `source 'x': setting 'y' is "z": why`.
    public ConfigException invalid(String key, String why) {
        return invalid(key, shown().get(key), why);
    }

    private ConfigException invalid(String key, @Nullable Object shown, String why) {
        return new ConfigException(
                owner + "setting '" + prefix + key + "' is \"" + shown + "\"; " + why);
    }

    private ConfigException missing(String key) {
        String example = examples.get(key);
        return new ConfigException(
                owner
                        + "setting '"
                        + prefix
                        + key
                        + "' is missing"
                        + mistyped(key)
                        + (example == null ? "" : "; add  " + key + ": " + example));
    }

    /// What somebody may have written instead.
    private String mistyped(String key) {
        List<String> unread = values.keySet().stream().filter(k -> !read.contains(k)).toList();
        return NearestWord.to(key, unread).map(near -> " (there is '" + near + "')").orElse("");
    }

    /// Called by the hub when the provider has read what it knows.
    ///
    /// @throws ConfigException when a key is left that nobody read
    public void refuseUnknown() {
        for (String key : values.keySet()) {
            if (!read.contains(key)) {
                throw new ConfigException(
                        owner
                                + "unknown setting '"
                                + prefix
                                + key
                                + "'"
                                + NearestWord.suggestion(key, read));
            }
        }
        sections.values().forEach(SourceConfig::refuseUnknown);
        lists.values().forEach(groups -> groups.forEach(SourceConfig::refuseUnknown));
    }

    /// The settings as they may be shown: secrets are stars, and so is what nobody read, as nobody
    /// knows whether it is a secret.
    public Map<String, Object> shown() {
        Map<String, Object> shown = new LinkedHashMap<>();
        values.forEach(
                (key, value) -> {
                    if (secrets.contains(key) || !read.contains(key)) {
                        shown.put(key, Secret.MASK);
                    } else if (sections.containsKey(key)) {
                        shown.put(key, sections.get(key).shown());
                    } else if (lists.containsKey(key)) {
                        shown.put(key, lists.get(key).stream().map(SourceConfig::shown).toList());
                    } else {
                        shown.put(key, value);
                    }
                });
        return shown;
    }

    private SettingText required(String key) {
        return written(key).orElseThrow(() -> missing(key));
    }

    private Optional<SettingText> written(String key) {
        read.add(key);
        Object value = values.get(key);
        if (value == null) return Optional.empty();
        if (value instanceof List<?> || value instanceof Map<?, ?>) {
            throw invalid(key, "write a single value");
        }
        return Optional.of(new SettingText(value.toString(), why -> invalid(key, why)));
    }

    private Optional<List<String>> texts(String key) {
        read.add(key);
        Object value = values.get(key);
        if (value == null) return Optional.empty();
        if (value instanceof Map<?, ?>) throw invalid(key, "write a list");
        if (!(value instanceof List<?> list)) return Optional.of(List.of(value.toString()));
        if (list.stream().anyMatch(item -> item instanceof Map<?, ?> || item instanceof List<?>)) {
            throw invalid(key, "write a list of single values");
        }
        return Optional.of(list.stream().map(Object::toString).toList());
    }

    @SuppressWarnings("unchecked")
    private Map<String, ?> asMap(String key, @Nullable Object value) {
        if (value == null) return Map.of();
        if (value instanceof Map<?, ?> map) return (Map<String, ?>) map;
        throw invalid(key, value, "write a group of settings");
    }
}
