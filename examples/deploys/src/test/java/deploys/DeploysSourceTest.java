package deploys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heliograph.source.HttpSource;
import heliograph.source.MalformedRequest;
import heliograph.source.SourceProvider;
import heliograph.source.testkit.PostedRequest;
import heliograph.source.testkit.RecordingContext;
import heliograph.source.testkit.SourceProviderContract;

import org.junit.jupiter.api.Test;

import java.util.Map;

/// The contract that every provider keeps, and what is this one's own.
class DeploysSourceTest extends SourceProviderContract {
    private final RecordingContext hub = new RecordingContext("deploys");

    @Override
    protected SourceProvider provider() {
        return new DeploysProvider();
    }

    @Override
    protected Map<String, ?> settings() {
        return Map.of("service", "shop");
    }

    @Override
    protected Map.Entry<String, ?> badSetting() {
        return Map.entry("service", Map.of("name", "shop"));
    }

    @Test
    void aDeploymentIsOneMessage() throws Exception {
        PostedRequest request = PostedRequest.of("two bugs fixed").header("X-Version", "v42");
        ((HttpSource) create()).read(request, hub);
        assertThat(hub.next())
                .hasToString(
                        "{\"content\":\"shop v42 is live\",\"key\":\"shop\","
                                + "\"notes\":\"two bugs fixed\"}");
        hub.assertExhausted();
    }

    @Test
    void aRequestWithoutAVersionIsToldWhatToSend() {
        assertThatThrownBy(() -> ((HttpSource) create()).read(PostedRequest.of("x"), hub))
                .isInstanceOf(MalformedRequest.class)
                .hasMessage("send X-Version");
    }
}
