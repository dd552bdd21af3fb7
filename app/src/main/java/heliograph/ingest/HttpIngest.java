package heliograph.ingest;

import heliograph.source.HttpRequest;
import heliograph.source.HttpSource;
import heliograph.source.MalformedMessage;
import heliograph.source.MalformedRequest;
import heliograph.source.Message;
import heliograph.source.SourceContext;

import java.io.IOException;
import java.nio.charset.Charset;
import java.util.List;

/// Turns a posted body into messages: JSON, NDJSON, plain text, and whatever `curl -d` sends.
final class HttpIngest implements HttpSource {

    @Override
    public void read(HttpRequest request, SourceContext context)
            throws MalformedRequest, IOException, InterruptedException {
        MediaType type = MediaType.of(request.contentType());
        switch (type.kind()) {
            case NDJSON -> new NdjsonReader(request.body(), context).read();
            case JSON -> context.publish(json(body(request)), List.of());
            case TEXT -> context.publish(text(body(request), type.charset()));
            case FORM -> context.publish(jsonOrText(body(request)), List.of());
        }
    }

    private static byte[] body(HttpRequest request) throws MalformedRequest, IOException {
        byte[] body = request.body().readAllBytes();
        if (body.length == 0) {
            throw MalformedRequest.because("the body is empty; send a text or a JSON object");
        }
        return body;
    }

    private static List<Message> json(byte[] body) throws MalformedRequest {
        try {
            return Message.jsonArrayOrObject(body, 0, body.length);
        } catch (MalformedMessage e) {
            throw MalformedRequest.at(e.position(), e.reason());
        }
    }

    private static Message text(byte[] body, Charset charset) {
        return charset.equals(java.nio.charset.StandardCharsets.UTF_8)
                ? Message.text(body, 0, body.length)
                : Message.text(new String(body, charset));
    }

    /// `curl -d` announces a form, whatever it sends: JSON if it is, else text as it came. It is
    /// not percent-decoded, because nobody encoded it.
    private static List<Message> jsonOrText(byte[] body) {
        try {
            return Message.jsonArrayOrObject(body, 0, body.length);
        } catch (MalformedMessage _) {
            return List.of(Message.text(body, 0, body.length));
        }
    }
}
