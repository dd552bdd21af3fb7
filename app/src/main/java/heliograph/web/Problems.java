package heliograph.web;

import static java.lang.System.Logger.Level.ERROR;

import heliograph.journal.JournalException;
import heliograph.query.BadFilter;
import heliograph.runner.OverBudget;
import heliograph.source.MessageTooLarge;
import heliograph.source.PublishFailed;
import heliograph.source.TextPosition;

import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.HttpException;
import io.helidon.http.RequestException;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.ErrorHandler;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/// Gives every error its problem: ours, Helidon's, and those that Helidon answers before routing.
/// No stack trace reaches a client, and a client's mistake is no warning in the log.
final class Problems {
    private static final System.Logger LOGGER = System.getLogger(Problems.class.getName());
    private static final Duration RETRY_SOON = Duration.ofSeconds(2);

    private Problems() {}

    static void register(HttpRouting.Builder routing) {
        routing.error(Throwable.class, answer());
    }

    private static ErrorHandler<Throwable> answer() {
        return (request, response, error) -> send(request, response, problem(request, error));
    }

    static void send(ServerRequest request, ServerResponse response, Problem problem) {
        if (response.isSent()) throw new CloseConnectionException("failed after its answer began");
        response.status(problem.status());
        response.header(HeaderNames.CONTENT_TYPE, Problem.MEDIA_TYPE);
        problem.headers().forEach((name, value) -> response.header(name, value));
        Answers.send(request, response, problem.json());
    }

    private static Problem problem(ServerRequest request, Throwable error) {
        return switch (error) {
            case ProblemException e -> e.problem();
            case HttpException e -> problem(request, e);
            default -> ofPublishing(error);
        };
    }

    /// What the stations behind the web throw.
    static Problem ofPublishing(Throwable error) {
        String detail = Objects.requireNonNullElse(error.getMessage(), "");
        return switch (error) {
            case BadFilter e -> bad(e, detail);
            case RequestException e -> Problem.of(e.status(), advice(e.status(), ""));
            case MessageTooLarge _ -> Problem.of(Status.REQUEST_ENTITY_TOO_LARGE_413, detail);
            case PublishFailed _ ->
                    Problem.of(Status.SERVICE_UNAVAILABLE_503, detail).retryAfter(RETRY_SOON);
            case OverBudget _ ->
                    Problem.of(Status.TOO_MANY_REQUESTS_429, detail).retryAfter(RETRY_SOON);
            case JournalException _ ->
                    Problem.of(Status.SERVICE_UNAVAILABLE_503, detail).retryAfter(RETRY_SOON);
            default -> unexpected(error);
        };
    }

    private static Problem bad(BadFilter filter, String detail) {
        Problem problem = Problem.of(Status.BAD_REQUEST_400, detail);
        OptionalInt column = filter.column();
        return column.isPresent() ? problem.at(new TextPosition(1, column.getAsInt())) : problem;
    }

    private static Problem problem(ServerRequest request, HttpException e) {
        if (e.status().code() == 404) {
            return Problem.of(
                    Status.NOT_FOUND_404,
                    "there is nothing at "
                            + request.path().path()
                            + "; the dashboard is at / and the API is described in"
                            + " docs/http-api.md");
        }
        if (e.status().code() >= 500) return unexpected(e);
        return Problem.of(e.status(), Objects.requireNonNullElse(e.getMessage(), ""));
    }

    private static Problem unexpected(Throwable error) {
        LOGGER.log(ERROR, "a request failed unexpectedly", error);
        return Problem.of(
                Status.INTERNAL_SERVER_ERROR_500,
                "the hub failed to answer; its log says why, please report it");
    }

    /// For what Helidon refuses before any route is asked.
    static DirectHandlers beforeRouting() {
        DirectHandlers.Builder handlers = DirectHandlers.builder();
        for (DirectHandler.EventType type : DirectHandler.EventType.values()) {
            handlers.addHandler(
                    type,
                    (request, event, status, headers, message) ->
                            response(request, event, status, headers, message));
        }
        return handlers.build();
    }

    private static DirectHandler.TransportResponse response(
            DirectHandler.TransportRequest request,
            DirectHandler.EventType event,
            Status status,
            ServerResponseHeaders headers,
            @Nullable String message) {
        SecurityHeaders.HEADERS.forEach(headers::set);
        headers.set(HeaderValues.create(HeaderNames.CONTENT_TYPE, Problem.MEDIA_TYPE));
        String said = Objects.requireNonNullElse(message, ""); // Helidon passes null at times
        Problem problem =
                packing(request).orElseGet(() -> Problem.of(status, advice(status, said)));
        return DirectHandler.TransportResponse.builder()
                .status(problem.status())
                .headers(headers)
                .keepAlive(event.keepAlive())
                .entity(problem.json())
                .build();
    }

    /// Helidon refuses a body that it cannot unpack without saying so.
    private static Optional<Problem> packing(DirectHandler.TransportRequest request) {
        return request.headers()
                .first(HeaderNames.CONTENT_ENCODING)
                .filter(encoding -> !GzipDecoding.IDS.contains(encoding))
                .map(
                        encoding ->
                                Problem.of(
                                        Status.UNSUPPORTED_MEDIA_TYPE_415,
                                        "cannot unpack '"
                                                + encoding
                                                + "'; send gzip, or unpacked"));
    }

    private static String advice(Status status, String message) {
        return switch (status.code()) {
            case 413 -> "the body is larger than 64 MiB; send it in parts";
            case 414 -> "the URL is too long";
            case 431 -> "the headers are too large";
            case 501 -> "that method, or that way to send a body, is not known here";
            case 505 -> "only HTTP/1.1 is spoken here; behind nginx set proxy_http_version 1.1";
            case 500 -> "the hub failed to answer; its log says why, please report it";
            default ->
                    message.isEmpty()
                            ? "the request is not HTTP/1.1 as RFC 9112 has it"
                            : "the request cannot be read: " + message;
        };
    }
}
