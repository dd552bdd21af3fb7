package heliograph.web;

import static heliograph.stream.JsonP.JSON;

import static java.nio.charset.StandardCharsets.UTF_8;

import heliograph.journal.Accepted;
import heliograph.journal.EntryId;
import heliograph.runner.HttpReceiver;
import heliograph.runner.IdempotencyKey;
import heliograph.runner.KeyInFlight;
import heliograph.runner.KeyReused;
import heliograph.runner.Recipient;
import heliograph.runner.SourceFailed;
import heliograph.runner.SourceName;
import heliograph.runner.Sources;
import heliograph.source.MalformedRequest;
import heliograph.stream.StalledClients;

import io.helidon.common.buffers.DataReader;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.HttpException;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

import jakarta.json.JsonObjectBuilder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongFunction;

/// `POST /ingest` and `POST /ingest/{source}`: publish. `200` means: on disk, under these ids.
final class IngestRoute {
    private static final Duration RETRY_SOON = Duration.ofSeconds(1);
    private static final Duration RETRY_LATER = Duration.ofSeconds(30);

    private final Sources sources;
    private final LongFunction<EntryId> ids;
    private final StalledClients stalled;
    private final Duration bodyTimeout;

    /// @param ids the id of an offset
    IngestRoute(
            Sources sources,
            LongFunction<EntryId> ids,
            StalledClients stalled,
            Duration bodyTimeout) {
        this.sources = sources;
        this.ids = ids;
        this.stalled = stalled;
        this.bodyTimeout = bodyTimeout;
    }

    void unnamed(ServerRequest request, ServerResponse response) throws InterruptedException {
        publish("http", request, response);
    }

    void named(ServerRequest request, ServerResponse response) throws InterruptedException {
        publish(request.path().pathParameters().get("source"), request, response);
    }

    private void publish(String source, ServerRequest request, ServerResponse response)
            throws InterruptedException {
        if (!SourceName.isValid(source)) {
            throw QueryParameters.bad("a source is named with " + SourceName.RULE);
        }
        Optional<IdempotencyKey> key = IngestRequest.key(request);
        HttpReceiver.Reception reception = receiver(source).receive();
        PromptBody body = new PromptBody(IngestRequest.content(request), bodyTimeout);
        try (var _ = stalled.watch(body)) {
            read(new IngestRequest(request, body), key, reception);
        } catch (Exception e) {
            throw failed(e, reception);
        }
        response.headers().set(HeaderValues.create(HeaderNames.CONTENT_TYPE, "application/json"));
        // A line of its own in the terminal that curl was called from.
        Answers.send(
                request, response, (receipt(reception.accepted()).build() + "\n").getBytes(UTF_8));
    }

    private static void read(
            IngestRequest request, Optional<IdempotencyKey> key, HttpReceiver.Reception reception)
            throws MalformedRequest, IOException, InterruptedException {
        if (key.isPresent()) {
            reception.read(request, key.get());
        } else {
            reception.read(request);
        }
    }

    private HttpReceiver receiver(String source) throws InterruptedException {
        return switch (sources.recipient(source)) {
            case Recipient.Receives receives -> receives.receiver();
            case Recipient.OtherKind other ->
                    throw Problem.of(
                                    Status.CONFLICT_409,
                                    "'%s' is a source of type %s, which takes no posts; use another name"
                                            .formatted(source, other.type()))
                            .exception();
            case Recipient.Unavailable unavailable ->
                    throw Problem.of(Status.SERVICE_UNAVAILABLE_503, unavailable.why())
                            .retryAfter(RETRY_LATER)
                            .exception();
            case Recipient.TooManyNames many ->
                    throw Problem.of(
                                    Status.TOO_MANY_REQUESTS_429,
                                    "%,d names are in use already; post under one of them, or configure this one"
                                            .formatted(many.most()))
                            .retryAfter(Duration.ofMinutes(1))
                            .exception();
        };
    }

    /// What was accepted before the failure stays accepted, and the answer says so.
    private static RuntimeException failed(Exception e, HttpReceiver.Reception reception) {
        long accepted = reception.accepted().count();
        return switch (e) {
            case MalformedRequest malformed -> problem(malformed).accepted(accepted).exception();
            case KeyReused reused ->
                    Problem.of(
                                    Status.UNPROCESSABLE_CONTENT_422,
                                    String.valueOf(reused.getMessage()))
                            .accepted(0)
                            .exception();
            case KeyInFlight inFlight ->
                    Problem.of(Status.CONFLICT_409, String.valueOf(inFlight.getMessage()))
                            .retryAfter(RETRY_SOON)
                            .exception();
            case SourceFailed ofSource ->
                    Problem.of(
                                    Status.INTERNAL_SERVER_ERROR_500,
                                    String.valueOf(ofSource.getMessage()))
                            .accepted(accepted)
                            .header(HeaderNames.CONNECTION_NAME, "close") // its body may be unread
                            .exception();
            case BodyTooLarge large -> tooLarge(large.getMessage()).accepted(accepted).exception();
            case HttpException http when http.status().code() == 413 -> // unpacked, it grew so much
                    tooLarge(new BodyTooLarge().getMessage()).accepted(accepted).exception();
            case UnreadableBody unreadable ->
                    Problem.of(Status.BAD_REQUEST_400, unreadable.advice())
                            .accepted(accepted)
                            .header(HeaderNames.CONNECTION_NAME, "close") // no next request there
                            .exception();
            case InterruptedException _ -> new CloseConnectionException("the hub is stopping");
            case IOException _,
                    UncheckedIOException _,
                    DataReader.InsufficientDataAvailableException _ ->
                    new CloseConnectionException("the body was cut off");
            case ProblemException problem -> problem;
            case CloseConnectionException close -> close;
            case HttpException http -> http;
            default -> Problems.ofPublishing(e).accepted(accepted).exception();
        };
    }

    private static Problem tooLarge(String detail) {
        return Problem.of(Status.REQUEST_ENTITY_TOO_LARGE_413, detail);
    }

    private static Problem problem(MalformedRequest malformed) {
        Status status =
                malformed.isUnsupportedType()
                        ? Status.UNSUPPORTED_MEDIA_TYPE_415
                        : Status.BAD_REQUEST_400;
        Problem problem = Problem.of(status, malformed.getMessage());
        return malformed.position().map(problem::at).orElse(problem);
    }

    private JsonObjectBuilder receipt(Accepted accepted) {
        JsonObjectBuilder json = JSON.createObjectBuilder().add("accepted", accepted.count());
        addId(json, "first", accepted.first());
        addId(json, "last", accepted.last());
        return json;
    }

    private void addId(JsonObjectBuilder json, String name, OptionalLong offset) {
        offset.ifPresent(o -> json.add(name, ids.apply(o).toString()));
    }
}
