package heliograph.source.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import heliograph.source.LiveSource;

import org.junit.jupiter.api.Test;

/// What every provider of sources that run keeps.
public abstract class LiveSourceContract extends SourceProviderContract {

    /// Makes a running source say one thing more: appends a line, moves the clock, …
    ///
    /// Called when the source has started, perhaps before it listens: what is said now must be
    /// heard.
    protected abstract void provoke(RecordingContext context) throws Exception;

    @Test
    void itPublishesWhatItSees() throws Exception {
        var context = new RecordingContext("contract");
        try (var _ = RunningSource.start(source(), context)) {
            provoke(context);
            assertThat(context.next().json()).isNotEmpty();
        }
    }

    @Test
    void anInterruptEndsItsRunInTime() throws Exception {
        var context = new RecordingContext("contract");
        LiveSource source = source();
        var running = RunningSource.start(source, context);
        provoke(context);
        context.next();
        running.close();
    }

    @Test
    void aRunAfterAFailureStartsClean() throws Exception {
        var context = new RecordingContext("contract");
        LiveSource source = source();
        context.fail();
        try (var _ = RunningSource.start(source, context)) {
            provoke(context);
            context.awaitFailure();
        }
        context.recover();
        try (var _ = RunningSource.start(source, context)) {
            provoke(context);
            assertThat(context.next().json()).isNotEmpty();
        }
    }

    private LiveSource source() throws Exception {
        return (LiveSource) create();
    }
}
