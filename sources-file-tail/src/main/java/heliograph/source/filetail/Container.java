package heliograph.source.filetail;

import static java.nio.charset.StandardCharsets.UTF_8;

import heliograph.source.JsonStrings;
import heliograph.source.MalformedMessage;
import heliograph.source.Message;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What container engines put around each line of a program's output.
enum Container {
    NONE {
        @Override
        Optional<Unwrapped> unwrap(byte[] line, int from, int to) {
            return Optional.empty();
        }
    },
    /// `{"log":"text\n","stream":"stdout","time":"2026-11-25T17:00:00.123456789Z"}`
    DOCKER {
        @Override
        Optional<Unwrapped> unwrap(byte[] line, int from, int to) {
            return docker(line, from, to);
        }
    },
    /// `2026-11-25T17:00:00.123456789Z stdout F text`
    CRI {
        @Override
        Optional<Unwrapped> unwrap(byte[] line, int from, int to) {
            return cri(line, from, to);
        }
    },
    /// Either, line by line.
    AUTO {
        @Override
        Optional<Unwrapped> unwrap(byte[] line, int from, int to) {
            boolean isObject = from < to && line[from] == '{';
            return isObject ? docker(line, from, to) : cri(line, from, to);
        }
    };

    /// @param stream `stdout` or `stderr`
    /// @param time as it was written
    record Wrapper(String stream, String time) {}

    /// @param isWhole whether the program's line ends here: long ones come in several
    record Unwrapped(Wrapper wrapper, String text, boolean isWhole) {}

    private static final int LONGEST_HEAD = 128; // bytes before the text of CRI

    private static final Pattern CRI_HEAD =
            Pattern.compile("(\\d{4}-\\d\\d-\\d\\dT\\S+) (stdout|stderr) ([FP])(?::\\S*)? ?");

    /// What the line says without its wrapper; nothing when it has none.
    abstract Optional<Unwrapped> unwrap(byte[] line, int from, int to);

    private static Optional<Unwrapped> cri(byte[] line, int from, int to) {
        int looked = Math.min(to, from + LONGEST_HEAD);
        Matcher head = CRI_HEAD.matcher(new String(line, from, looked - from, UTF_8));
        if (!head.lookingAt()) return Optional.empty();
        int text = from + head.end(); // the head is ASCII
        var wrapper = new Wrapper(head.group(2), head.group(1));
        return Optional.of(
                new Unwrapped(
                        wrapper,
                        new String(line, text, to - text, UTF_8),
                        head.group(3).equals("F")));
    }

    private static Optional<Unwrapped> docker(byte[] line, int from, int to) {
        try {
            Message message = Message.json(line, from, to);
            Map<String, String> texts = new HashMap<>();
            for (Message.Field field : message.fields()) {
                if (message.json()[field.from()] != '"') continue;
                String text =
                        JsonStrings.unescape(message.json(), field.from() + 1, field.to() - 1);
                texts.put(field.name(), text);
            }
            String log = texts.get("log");
            if (log == null) return Optional.empty();
            boolean isWhole = log.endsWith("\n");
            String text = isWhole ? log.substring(0, log.length() - 1) : log;
            if (text.endsWith("\r")) text = text.substring(0, text.length() - 1);
            var wrapper =
                    new Wrapper(texts.getOrDefault("stream", ""), texts.getOrDefault("time", ""));
            return Optional.of(new Unwrapped(wrapper, text, isWhole));
        } catch (MalformedMessage _) {
            return Optional.empty();
        }
    }
}
