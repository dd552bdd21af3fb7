package heliograph.source.cron;

import heliograph.source.ConfigException;
import heliograph.source.Message;
import heliograph.source.NearestWord;
import heliograph.source.Source;
import heliograph.source.SourceConfig;
import heliograph.source.SourceProvider;

import java.time.DateTimeException;
import java.time.ZoneId;

/// Makes sources that publish a message at the times of a crontab line.
public final class CronProvider implements SourceProvider {

    @Override
    public String type() {
        return "cron";
    }

    @Override
    public Source create(SourceConfig config) {
        Schedule schedule = schedule(config.example("schedule", "\"*/5 * * * *\""), zone(config));
        Message message = TickMessage.from(config);
        return new CronSource(schedule, message);
    }

    /// There is no time at which everybody wants a tick.
    @Override
    public boolean startsByItself() {
        return false;
    }

    private static ZoneId zone(SourceConfig config) {
        String zone = config.text("zone", ZoneId.systemDefault().getId());
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw config.invalid(
                    "zone",
                    "write a time zone such as Europe/Berlin or UTC"
                            + NearestWord.suggestion(zone, ZoneId.getAvailableZoneIds()));
        }
    }

    /// @throws ConfigException when it is no schedule, or one that never comes
    private static Schedule schedule(SourceConfig config, ZoneId zone) {
        String line = config.text("schedule");
        try {
            return Schedule.parse(line, zone);
        } catch (IllegalArgumentException e) {
            throw config.invalid("schedule", String.valueOf(e.getMessage()));
        }
    }
}
