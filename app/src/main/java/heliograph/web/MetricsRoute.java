package heliograph.web;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

import java.io.ByteArrayOutputStream;
import java.io.IOException;

/// `GET /metrics`, in Prometheus' text format.
final class MetricsRoute implements Handler {
    private final PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();
    private final PrometheusRegistry registry;

    MetricsRoute(PrometheusRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void handle(ServerRequest request, ServerResponse response) throws IOException {
        var text = new ByteArrayOutputStream();
        writer.write(text, registry.scrape());
        response.headers()
                .set(HeaderValues.create(HeaderNames.CONTENT_TYPE, writer.getContentType()));
        Answers.send(request, response, text.toByteArray());
    }
}
