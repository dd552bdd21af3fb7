package heliograph.web;

import io.helidon.http.BadRequestException;
import io.helidon.http.encoding.ContentDecoder;
import io.helidon.http.encoding.ContentEncoder;
import io.helidon.http.encoding.ContentEncoding;

import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/// Unpacks bodies that come as gzip (Helidon's own module for it is not on Maven Central). Packs
/// nothing: streams must not wait for a packer.
final class GzipDecoding implements ContentEncoding {
    static final Set<String> IDS = Set.of("gzip", "x-gzip");

    @Override
    public Set<String> ids() {
        return IDS;
    }

    @Override
    public boolean supportsDecoding() {
        return true;
    }

    @Override
    public ContentDecoder decoder() {
        return GzipDecoding::unpacked;
    }

    private static InputStream unpacked(InputStream packed) {
        try {
            return new GZIPInputStream(packed);
        } catch (IOException e) {
            throw new BadRequestException("the body is not gzip, as its header says", e);
        }
    }

    @Override
    public boolean supportsEncoding() {
        return false;
    }

    @Override
    public ContentEncoder encoder() {
        return ContentEncoder.NO_OP;
    }

    @Override
    public String name() {
        return "gzip";
    }

    @Override
    public String type() {
        return "gzip";
    }
}
