/// Type `cron`: publishes a message at the times of a crontab line.
@NullMarked
package heliograph.source.cron;

import org.jspecify.annotations.NullMarked;
