/// Measures parts of the journal that no other package sees.
@NullMarked
package heliograph.journal;

import org.jspecify.annotations.NullMarked;
