package heliograph.web;

import io.helidon.http.Header;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;

import java.util.List;

/// What browsers are told about every answer: nothing inline, nothing from elsewhere, no frames, no
/// guessing of types.
final class SecurityHeaders implements Filter {
    static final List<Header> HEADERS =
            List.of(
                    HeaderValues.createCached(
                            "Content-Security-Policy",
                            "default-src 'none'; script-src 'self'; style-src 'self'; "
                                    + "img-src 'self' data:; connect-src 'self'; font-src 'self'; "
                                    + "manifest-src 'self'; base-uri 'none'; form-action 'none'; "
                                    + "frame-ancestors 'none'"),
                    HeaderValues.createCached("X-Content-Type-Options", "nosniff"),
                    HeaderValues.createCached("Referrer-Policy", "no-referrer"),
                    HeaderValues.createCached("Cross-Origin-Resource-Policy", "same-origin"));

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        HEADERS.forEach(response::header);
        chain.proceed();
    }
}
