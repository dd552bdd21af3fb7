package heliograph.runner;

import heliograph.journal.Accepted;
import heliograph.journal.Receipt;
import heliograph.source.HttpRequest;
import heliograph.source.HttpSource;
import heliograph.source.MalformedRequest;
import heliograph.source.MessageTooLarge;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/// Takes requests for one source that is told by HTTP.
public final class HttpReceiver {
    /// How long a post waits for the budget: a client that has given up must not be heard later.
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final HttpSource source;
    private final BudgetGate gate;
    private final SourceStatus status;
    private final Station station;

    HttpReceiver(HttpSource source, SourceRules rules, SourceStatus status, Station station) {
        this.source = source;
        this.gate = new BudgetGate(rules.budget(), status, PATIENCE);
        this.status = status;
        this.station = station;
    }

    /// Begins to take a request; to be read on the request's thread.
    public Reception receive() {
        return new Reception();
    }

    /// Takes nothing more, also of the requests that are being read.
    void stop() {
        gate.shut();
    }

    /// What became of one request. Used by its thread.
    public final class Reception {
        private Outlet outlet = new DirectOutlet(station, status);

        private Reception() {}

        /// Gives the request to the source. What it published counts, also when this throws.
        public void read(HttpRequest request)
                throws MalformedRequest, IOException, InterruptedException {
            try (HubContext context = new HubContext(station, status, gate, outlet)) {
                source.read(request, context);
            }
        }

        /// Gives the request to the source, and publishes what no earlier request under the key
        /// did. An earlier one's messages count, too.
        ///
        /// @throws KeyInFlight when another request under the key is still being read
        /// @throws KeyReused when the key belongs to another request; nothing was published
        public void read(HttpRequest request, IdempotencyKey key)
                throws MalformedRequest, IOException, InterruptedException {
            try (var _ = station.keysInFlight().claim(status.name(), key)) {
                Optional<Receipt> earlier = station.receipt(status.name(), key);
                RecordedBody body = new RecordedBody(request.body(), key, earlier);
                var once = new IdempotentOutlet(station, status, key.value(), body, earlier);
                outlet = once;
                try {
                    read(new RequestWithBody(request, body));
                } catch (MalformedRequest | MessageTooLarge e) {
                    once.refuse();
                    throw e;
                }
                once.finish();
            }
        }

        /// The messages that are on disk.
        public Accepted accepted() {
            return outlet.accepted();
        }
    }
}
