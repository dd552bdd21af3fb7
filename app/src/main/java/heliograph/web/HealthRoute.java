package heliograph.web;

import static heliograph.stream.JsonP.JSON;

import heliograph.journal.Journal;

import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

import jakarta.json.JsonObject;

import java.time.Duration;
import java.util.Optional;

/// `GET /health/live`: the process answers. `GET /health/ready`: it can take messages.
final class HealthRoute {
    private static final JsonObject UP = JSON.createObjectBuilder().add("status", "UP").build();

    private final Journal journal;

    HealthRoute(Journal journal) {
        this.journal = journal;
    }

    void live(ServerRequest request, ServerResponse response) {
        response.send(UP);
    }

    void ready(ServerRequest request, ServerResponse response) throws InterruptedException {
        Optional<String> failure = journal.failure();
        if (failure.isPresent()) {
            throw Problem.of(Status.SERVICE_UNAVAILABLE_503, failure.get())
                    .retryAfter(Duration.ofSeconds(5))
                    .exception();
        }
        response.send(UP);
    }
}
