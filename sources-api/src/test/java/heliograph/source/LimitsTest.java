package heliograph.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/// What a source tells the hub beside its messages: whatever it is, it must not hurt others.
class LimitsTest {
    @Test
    void aCheckpointIsOfBoundedLength() {
        assertThat(new Checkpoint("p".repeat(4_096), "v".repeat(1 << 20)).part()).hasSize(4_096);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Checkpoint("p".repeat(4_097), "v"))
                .withMessageContaining("4,096 characters");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Checkpoint("p", "v".repeat((1 << 20) + 1)));
    }

    @Test
    void aLongDetailOfHealthIsCut() {
        assertThat(Health.degraded("x".repeat(10_000)).detail()).hasSize(2_001).endsWith("…");
    }

    @Test
    void aLagIsAnAmountAndAWord() {
        assertThat(new Lag(0, "bytes").amount()).isZero();
        assertThatIllegalArgumentException().isThrownBy(() -> new Lag(-1, "bytes"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Lag(1, ""));
        assertThatIllegalArgumentException().isThrownBy(() -> new Lag(1, "b".repeat(21)));
    }

    @Test
    @NullUnmarked // as a plugin compiled without the annotations may do it
    void nullIsRefusedWhereItIsMade() {
        assertThatNullPointerException().isThrownBy(() -> new Checkpoint(null, "v"));
        assertThatNullPointerException().isThrownBy(() -> new Checkpoint("p", null));
        assertThatNullPointerException().isThrownBy(() -> new Health(null, ""));
        assertThatNullPointerException().isThrownBy(() -> new Health(Health.Status.OK, null));
        assertThatNullPointerException().isThrownBy(() -> new Lag(1, null));
    }
}
