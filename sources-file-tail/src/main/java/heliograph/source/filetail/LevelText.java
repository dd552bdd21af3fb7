package heliograph.source.filetail;

import heliograph.source.SourceConfig;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a line says its level. The hub knows its names.
///
/// @param field the field that has it, of an object or logfmt
/// @param pattern finds it in a text: its first group, or all of it
record LevelText(Optional<String> field, Optional<Pattern> pattern) {

    static LevelText from(SourceConfig config) {
        SourceConfig section = config.section("level");
        return new LevelText(
                Optional.of(section.text("field", "")).filter(name -> !name.isEmpty()),
                Grouping.pattern(section, "pattern"));
    }

    boolean isOn() {
        return pattern.isPresent();
    }

    /// The level in a text, as it is written there.
    Optional<String> in(String text) {
        if (pattern.isEmpty()) return Optional.empty();
        Matcher matcher = pattern.get().matcher(text);
        if (!matcher.find()) return Optional.empty();
        return Optional.ofNullable(matcher.groupCount() > 0 ? matcher.group(1) : matcher.group());
    }
}
