package deploys;

import heliograph.source.HttpRequest;
import heliograph.source.HttpSource;
import heliograph.source.MalformedRequest;
import heliograph.source.Message;
import heliograph.source.SourceContext;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// One message for each request: the version from a header, the notes from the body.
record DeploysSource(String service) implements HttpSource {
    @Override
    public void read(HttpRequest request, SourceContext context)
            throws MalformedRequest, IOException, InterruptedException {
        String version =
                request.header("X-Version")
                        .orElseThrow(() -> MalformedRequest.because("send X-Version"));
        String notes = new String(request.body().readAllBytes(), StandardCharsets.UTF_8);
        context.publish(
                Message.builder()
                        .content(service + " " + version + " is live")
                        .key(service)
                        .field("notes", notes)
                        .build());
    }
}
