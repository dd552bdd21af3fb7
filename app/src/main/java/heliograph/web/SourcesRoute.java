package heliograph.web;

import heliograph.runner.Command;
import heliograph.runner.SourceView;
import heliograph.runner.Sources;

import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/// `GET /api/sources`: the board; and `POST /api/sources/{name}/pause`, `resume` and `restart`.
final class SourcesRoute {
    private final Sources sources;
    private final BoardJson json;

    SourcesRoute(Sources sources, BoardJson json) {
        this.sources = sources;
        this.json = json;
    }

    void board(ServerRequest request, ServerResponse response) {
        response.send(json.board(sources.board()));
    }

    Handler command(Command command) {
        return (request, response) -> {
            QueryParameters.withoutAny(request.query());
            String name = request.path().pathParameters().get("name");
            SourceView view = sources.command(name, command).orElseThrow(() -> unknown(name));
            response.send(json.source(view));
        };
    }

    private static ProblemException unknown(String name) {
        return Problem.of(
                        Status.NOT_FOUND_404,
                        "there is no source '%s'; /api/sources has them all".formatted(name))
                .exception();
    }
}
