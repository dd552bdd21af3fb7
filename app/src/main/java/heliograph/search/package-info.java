/// Finds what is kept: an index behind the journal that proposes, and a history that is complete
/// however far behind the index is.
@NullMarked
package heliograph.search;

import org.jspecify.annotations.NullMarked;
