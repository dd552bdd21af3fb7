package heliograph.source.filetail;

import static org.assertj.core.api.Assertions.assertThat;

import heliograph.source.Health;

import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;

/// As root nothing is forbidden, so a loop of links stands in for what cannot be read.
class TroubleTest extends TailTest {
    @Test
    void whatCannotBeReadIsReportedAndClearsByItself() throws Exception {
        Files.createSymbolicLink(log("app.log"), Path.of("app.log"));
        follow("app.log");
        context.awaitHealth(Health.Status.DEGRADED);
        assertThat(context.health().detail()).startsWith("cannot read " + log("app.log") + ": ");
        Files.delete(log("app.log"));
        append("app.log", "one\n");
        assertLines("one");
        context.awaitHealth(Health.Status.OK);
    }

    @Test
    void aFileThatCannotBeLookedAtIsNotGone() throws Exception {
        Files.createDirectory(log("sub"));
        finishSoon();
        follow("sub/app.log");
        append("sub/app.log", "one\nhalf");
        assertLines("one");
        rename("sub", "away");
        Files.createSymbolicLink(log("sub"), Path.of("sub"));
        context.awaitHealth(Health.Status.DEGRADED);
        append("away/app.log", " a line\n");
        assertLines("half a line");
        Files.delete(log("sub"));
        rename("away", "sub");
        context.awaitHealth(Health.Status.OK);
        append("sub/app.log", "two\n");
        assertLines("two");
        context.assertExhausted();
    }
}
