package heliograph.source.filetail;

import heliograph.source.MalformedMessage;
import heliograph.source.Message;
import heliograph.source.MessageBuilder;
import heliograph.source.SourceConfig;

import java.time.Instant;
import java.util.Optional;

/// Lines → messages: what a line says, and what is known of it beside.
///
/// `{"time":…, "level":…, "content":…, "log.file.path":…, "log.stream":…, "log.truncated":true}`,
/// or the line's own fields if it is an object or logfmt. What cannot be understood is a text, with
/// a flag that says so.
///
/// @param named whether messages say which file they are from: only where there may be several
record LineForm(
        boolean named,
        boolean skipEmpty,
        Container container,
        Format format,
        TimeStamp timeStamp,
        LevelText levelText) {

    enum Format {
        /// An object if the line is one, else a text.
        AUTO,
        TEXT,
        JSON,
        LOGFMT
    }

    static LineForm from(SourceConfig config, boolean named) {
        return new LineForm(
                named,
                config.flag("skip-empty", false),
                config.choice("container", Container.NONE),
                config.choice("format", Format.AUTO),
                TimeStamp.from(config),
                LevelText.from(config));
    }

    Optional<Message> message(Event event) {
        if (skipEmpty && event.isEmpty()) return Optional.empty();
        return Optional.of(
                switch (format) {
                    case AUTO -> looksLikeAnObject(event) ? object(event, false) : text(event);
                    case TEXT -> text(event);
                    case JSON -> object(event, true);
                    case LOGFMT -> logfmt(event);
                });
    }

    private static boolean looksLikeAnObject(Event event) {
        return !event.isEmpty()
                && event.bytes()[event.from()] == '{'
                && event.bytes()[event.to() - 1] == '}';
    }

    private Message text(Event event) {
        return text(event, false);
    }

    private Message text(Event event, boolean notUnderstood) {
        MessageBuilder message = Message.builder();
        Optional<String> time = timeOfContainer(event);
        if (timeStamp.isOn() || levelText.isOn()) {
            String beginning = event.beginning();
            if (timeStamp.isOn()) time = timeStamp.in(beginning).map(Instant::toString);
            levelText.in(beginning).ifPresent(message::level);
        }
        time.ifPresent(written -> message.field("time", written));
        message.content(event.bytes(), event.from(), event.to());
        beside(event, message);
        if (timeStamp.isOn() && time.isEmpty()) message.field("log.time_error", true);
        if (notUnderstood) message.field("log.parse_error", true);
        return message.build();
    }

    private Message object(Event event, boolean isPromised) {
        try {
            return new ObjectLine(event, Message.json(event.bytes(), event.from(), event.to()))
                    .message(this);
        } catch (MalformedMessage _) {
            return text(event, isPromised);
        }
    }

    private Message logfmt(Event event) {
        Optional<Message> fields = Logfmt.message(event.bytes(), event.from(), event.to());
        if (fields.isEmpty()) return text(event, true);
        return new ObjectLine(event, fields.get()).message(this);
    }

    Optional<String> timeOfContainer(Event event) {
        return event.wrapper().map(Container.Wrapper::time).filter(time -> !time.isEmpty());
    }

    /// What is known of a line beside what it says.
    void beside(Event event, MessageBuilder message) {
        if (named) message.field("log.file.path", event.path().toString());
        event.wrapper()
                .map(Container.Wrapper::stream)
                .filter(stream -> !stream.isEmpty())
                .ifPresent(stream -> message.field("log.stream", stream));
        if (event.isCut()) message.field("log.truncated", true);
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
