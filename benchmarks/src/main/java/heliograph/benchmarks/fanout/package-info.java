/// What a delivery costs, beside a server that does nothing but write and the fastest peer that
/// installs from a package. Follow [heliograph.benchmarks.fanout.FanOut].
@NullMarked
package heliograph.benchmarks.fanout;

import org.jspecify.annotations.NullMarked;
