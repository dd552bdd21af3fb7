package heliograph.web;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Keeps web pages of others out. DNS rebinding: a page's own name is made to point here, so only
/// names that are ours are answered; addresses are safe, as no name had to be resolved. Cross-site
/// posting: a page elsewhere could post into the hub, so whatever changes something must come from
/// our own pages or from no page at all.
final class HostGuard implements Filter {
    private static final HeaderName FETCH_SITE = HeaderNames.create("Sec-Fetch-Site");
    private static final Set<Method> READING = Set.of(Method.GET, Method.HEAD, Method.OPTIONS);
    private static final Set<String> OWN_SITES = Set.of("same-origin", "none");
    private static final Pattern ADDRESS =
            Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-f:.]+]");

    private final List<String> names;
    private volatile String lastOfOurs = ""; // an authority: most requests come under one

    /// @param names host names under which this hub is reached, beside `localhost`
    HostGuard(List<String> names) {
        this.names = names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        Optional<String> refusal = refusal(request);
        if (refusal.isPresent()) {
            // Sent rather than thrown: an exception would pass by the filters around this one.
            Problems.send(request, response, Problem.of(Status.FORBIDDEN_403, refusal.get()));
        } else {
            chain.proceed();
        }
    }

    private Optional<String> refusal(RoutingRequest request) {
        String authority = request.authority();
        if (!isOurs(authority)) {
            return Optional.of(
                    "this hub is not known as '%s'; if it should be, add the name to server.names"
                            .formatted(hostOf(authority)));
        }
        if (READING.contains(request.prologue().method())) return Optional.empty();
        return otherPage(request, authority);
    }

    private static Optional<String> otherPage(RoutingRequest request, String authority) {
        Optional<String> origin = request.headers().first(HeaderNames.ORIGIN);
        if (origin.isPresent() && !authorityOf(origin.get()).equalsIgnoreCase(authority)) {
            return Optional.of("a page of " + origin.get() + " may not change anything here");
        }
        return request.headers()
                .first(FETCH_SITE)
                .filter(site -> !OWN_SITES.contains(site))
                .map(site -> "a page of another site may not change anything here");
    }

    private boolean isOurs(String authority) {
        if (authority.equals(lastOfOurs)) return true;
        if (!isHostOurs(hostOf(authority))) return false;
        lastOfOurs = authority;
        return true;
    }

    private boolean isHostOurs(String host) {
        return host.equals("localhost")
                || host.endsWith(".localhost")
                || ADDRESS.matcher(host).matches()
                || names.contains(host);
    }

    /// Without the port: a tunnel may change that.
    private static String hostOf(String authority) {
        return authority.replaceFirst(":\\d*$", "").toLowerCase(Locale.ROOT);
    }

    /// Empty for `null`, the origin of pages that have none.
    private static String authorityOf(String origin) {
        try {
            return Optional.ofNullable(URI.create(origin).getRawAuthority()).orElse("");
        } catch (IllegalArgumentException _) {
            return "";
        }
    }
}
