package heliograph.web;

import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.PathMatchers;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRules;

import java.util.List;
import java.util.stream.Collectors;

/// Routes that answer every method: Helidon alone says 404 to HEAD, OPTIONS and any other one that
/// a path does not take.
final class Routes {
    private final HttpRules rules;

    Routes(HttpRules rules) {
        this.rules = rules;
    }

    /// A path to read. Helidon drops the body for HEAD.
    Routes get(String path, Handler handler) {
        return register(path, List.of(Method.GET, Method.HEAD), handler);
    }

    Routes post(String path, Handler handler) {
        return register(path, List.of(Method.POST), handler);
    }

    /// Something that can be put there and taken away.
    Routes putAndDelete(String path, Handler put, Handler delete) {
        return register(
                path,
                List.of(Method.PUT, Method.DELETE),
                (request, response) -> {
                    boolean isPut = request.prologue().method().equals(Method.PUT);
                    (isPut ? put : delete).handle(request, response);
                });
    }

    private Routes register(String path, List<Method> methods, Handler handler) {
        String allowed =
                methods.stream().map(Method::text).collect(Collectors.joining(", "))
                        + ", "
                        + Method.OPTIONS.text();
        rules.route(methods::contains, PathMatchers.create(path), handler);
        rules.options(
                path,
                (request, response) ->
                        response.status(Status.NO_CONTENT_204)
                                .header(HeaderNames.ALLOW, allowed)
                                .send());
        rules.any(
                path,
                (request, response) -> {
                    throw Problem.of(
                                    Status.METHOD_NOT_ALLOWED_405,
                                    "%s takes %s".formatted(request.path().path(), allowed))
                            .header(HeaderNames.ALLOW_NAME, allowed)
                            .exception();
                });
        return this;
    }
}
