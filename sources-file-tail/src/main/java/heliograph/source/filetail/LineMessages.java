package heliograph.source.filetail;

import static java.nio.charset.StandardCharsets.UTF_8;

import heliograph.source.Message;
import heliograph.source.MessageBuilder;

import java.nio.file.Path;
import java.util.Optional;

/// Lines → messages: `{"content": …, "log.file.path": …, "log.truncated": true}`.
///
/// @param named whether messages say which file they are from: only where there may be several
record LineMessages(boolean named, boolean skipEmpty) {

    Optional<Message> message(
            Path path, Encoding encoding, byte[] bytes, int from, int to, boolean truncated) {
        if (!encoding.isUtf8()) {
            byte[] utf8 = new String(bytes, from, to - from, encoding.charset()).getBytes(UTF_8);
            return message(path, Encoding.PLAIN, utf8, 0, utf8.length, truncated);
        }
        if (skipEmpty && from == to) return Optional.empty();
        MessageBuilder message = Message.builder().content(bytes, from, to);
        if (named) message.field("log.file.path", path.toString());
        if (truncated) message.field("log.truncated", true);
        return Optional.of(message.build());
    }

    /// Said in place of a line that the hub refuses.
    static Message tooLarge(Message refused) {
        return Message.builder()
                .content(
                        "(a line of %,d bytes as JSON is larger than the hub keeps; lower max-line-bytes)"
                                .formatted(refused.json().length))
                .field("log.truncated", true)
                .build();
    }
}
