package heliograph.runner;

import static java.nio.charset.StandardCharsets.UTF_8;

import heliograph.journal.Accepted;
import heliograph.journal.Receipt;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/// A body whose bytes are counted and digested as they are read, and compared with an earlier try's
/// as soon as there are as many. Read by the request's thread; [#receipt] is safe from any.
///
/// Closing it does nothing: whether it has ended is to be found out when the source is done.
final class RecordedBody extends InputStream {
    private final InputStream body;
    private final Optional<Receipt> earlier;
    private final MessageDigest digest = sha256();
    private InputStream ahead = InputStream.nullInputStream(); // digested, but not given out yet
    private long read;
    private boolean ended;
    private boolean confirmed;
    private boolean other;

    /// @param earlier how far the tries before this one came
    RecordedBody(InputStream body, IdempotencyKey key, Optional<Receipt> earlier) {
        this.body = body;
        this.earlier = earlier;
        digest.update((key.kind() + "\n").getBytes(UTF_8));
        compare();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /// @throws KeyReused when it turns out to be another body
    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) return 0;
        int given = ahead.read(bytes, offset, length);
        return given > 0 ? given : readOn(bytes, offset, length);
    }

    private int readOn(byte[] bytes, int offset, int length) throws IOException {
        refuseOther();
        int count = body.read(bytes, offset, (int) Math.min(length, untilCompared()));
        if (count < 0) {
            end();
        } else {
            record(bytes, offset, count);
        }
        refuseOther();
        return count;
    }

    /// Bytes until the place where an earlier try's digest was taken.
    private long untilCompared() {
        return confirmed ? Long.MAX_VALUE : earlier.orElseThrow().bytes() - read;
    }

    private synchronized void end() {
        ended = true;
        if (!confirmed) other = true; // it is shorter
    }

    private synchronized void record(byte[] bytes, int offset, int count) {
        if (confirmed && count > 0 && earlier.map(Receipt::whole).orElse(false)) other = true;
        digest.update(bytes, offset, count);
        read += count;
        if (!confirmed) compare();
    }

    private void compare() {
        if (earlier.isPresent() && read < earlier.get().bytes()) return;
        confirmed = true;
        if (earlier.isPresent() && !digestSoFar().equals(earlier.get().digest())) other = true;
    }

    private void refuseOther() {
        if (other) throw new KeyReused();
    }

    /// Makes sure, before anything is published, that this is the body of the earlier try: reads
    /// ahead if the source has not come so far yet.
    ///
    /// @throws KeyReused when it is another
    void confirm() throws IOException {
        refuseOther();
        if (confirmed) return;
        byte[] gathered = ahead.readAllBytes();
        int filled = gathered.length;
        gathered = Arrays.copyOf(gathered, Math.toIntExact(filled + untilCompared()));
        while (!confirmed) filled += readOn(gathered, filled, gathered.length - filled);
        ahead = new ByteArrayInputStream(gathered);
    }

    /// @throws KeyReused when it is another body, or longer than the whole one of an earlier try
    void readToEnd() throws IOException {
        ahead = InputStream.nullInputStream();
        byte[] skipped = new byte[8192];
        while (!ended) {
            readOn(skipped, 0, skipped.length);
        }
        refuseOther();
    }

    /// The receipt for what has been read.
    ///
    /// @param accepted the messages of this request that are on disk
    synchronized Receipt receipt(String key, Accepted accepted) {
        return new Receipt(key, read, digestSoFar(), ended, accepted);
    }

    private String digestSoFar() {
        try {
            MessageDigest copy = (MessageDigest) digest.clone();
            return HexFormat.of().formatHex(copy.digest());
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("Java's SHA-256 can be cloned", e);
        }
    }
}
