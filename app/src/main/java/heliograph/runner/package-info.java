/// Finds, starts, watches and restarts sources.
@NullMarked
package heliograph.runner;

import org.jspecify.annotations.NullMarked;
