package heliograph.web;

import java.io.IOException;

/// More was sent, or came out of a compressed body, than the hub takes.
final class BodyTooLarge extends IOException {
    private static final long serialVersionUID = 1;

    BodyTooLarge() {
        super(
                "the body is larger than %d MiB; send it in parts"
                        .formatted(IngestRequest.LARGEST >> 20));
    }

    @Override
    public String getMessage() {
        return java.util.Objects.requireNonNull(super.getMessage());
    }
}
