/// Real files, and a context that remembers what was published.
@NullMarked
package heliograph.source.filetail;

import org.jspecify.annotations.NullMarked;
