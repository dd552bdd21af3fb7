package heliograph.runner;

import heliograph.source.HttpRequest;
import heliograph.source.HttpSource;
import heliograph.source.MalformedRequest;

import java.io.IOException;
import java.util.OptionalLong;

/// Takes requests for one source that is told by HTTP.
public final class HttpReceiver {
    private final HttpSource source;
    private final SourceStatus status;
    private final Station station;

    HttpReceiver(HttpSource source, SourceStatus status, Station station) {
        this.source = source;
        this.status = status;
        this.station = station;
    }

    HttpSource source() {
        return source;
    }

    /// Begins to take a request; to be read on the request's thread.
    public Reception receive() {
        return new Reception(new HubContext(station, status));
    }

    /// What became of one request. Used by its thread.
    public final class Reception {
        private final HubContext context;

        private Reception(HubContext context) {
            this.context = context;
        }

        /// Gives the request to the source. What it published counts, also when this throws.
        public void read(HttpRequest request)
                throws MalformedRequest, IOException, InterruptedException {
            try (context) {
                source.read(request, context);
            }
        }

        /// How many messages are on disk.
        public long accepted() {
            return context.accepted();
        }

        /// The first offset, if any message was accepted.
        public OptionalLong first() {
            return context.first();
        }

        public OptionalLong last() {
            return context.last();
        }
    }
}
