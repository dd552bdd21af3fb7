/// Measures parts of the broadcaster that no other package sees.
@NullMarked
package heliograph.broadcast;

import org.jspecify.annotations.NullMarked;
