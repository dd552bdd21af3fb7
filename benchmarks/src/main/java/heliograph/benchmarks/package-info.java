/// Measurements behind the choices that docs/RATIONALE.md gives figures for.
@NullMarked
package heliograph.benchmarks;

import org.jspecify.annotations.NullMarked;
