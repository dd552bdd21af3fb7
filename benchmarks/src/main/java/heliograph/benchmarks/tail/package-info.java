/// How fast file-tail is, beside `tail -F`. Follow [heliograph.benchmarks.tail.TailSpeed].
@NullMarked
package heliograph.benchmarks.tail;

import org.jspecify.annotations.NullMarked;
