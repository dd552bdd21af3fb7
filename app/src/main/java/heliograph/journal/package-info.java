/// Keeps what was accepted, on disk, under an offset that is never used twice.
@NullMarked
package heliograph.journal;

import org.jspecify.annotations.NullMarked;
