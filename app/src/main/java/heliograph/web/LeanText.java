package heliograph.web;

import java.util.regex.Pattern;

/// The page's own scripts and styles, as they go over the wire: without comments and without
/// indentation, which are a third of them.
///
/// It knows our style and no more: a comment that fills lines begins its first one, what stands
/// between code is a type in `/** @… */`, and what stands behind code begins with ` // `. No text
/// of ours looks like any of them.
final class LeanText {
    private static final Pattern TYPE = Pattern.compile("/\\*\\* @[^*]*\\*/ ?");

    private static final Pattern BEHIND_CODE = Pattern.compile("\\s+// .*$");

    private LeanText() {}

    static String of(String source) {
        StringBuilder lean = new StringBuilder(source.length());
        boolean inComment = false;
        for (String line : source.lines().map(String::strip).toList()) {
            if (inComment || line.startsWith("/*")) {
                inComment = !line.contains("*/");
                if (inComment || line.endsWith("*/")) continue;
            }
            if (line.isEmpty() || line.startsWith("//")) continue;
            String code = BEHIND_CODE.matcher(line).replaceFirst("");
            lean.append(TYPE.matcher(code).replaceAll("")).append('\n');
        }
        return lean.toString();
    }
}
