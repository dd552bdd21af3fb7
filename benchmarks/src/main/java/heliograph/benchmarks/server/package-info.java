/// The servers that are measured, as processes of their own.
@NullMarked
package heliograph.benchmarks.server;

import org.jspecify.annotations.NullMarked;
