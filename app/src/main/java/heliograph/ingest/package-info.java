/// The sources that are told rather than look: HTTP, and lines from standard input.
@NullMarked
package heliograph.ingest;

import org.jspecify.annotations.NullMarked;
