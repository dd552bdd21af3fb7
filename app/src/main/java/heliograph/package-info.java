/// Puts the line together: configuration, [heliograph.Hub], command line.
@NullMarked
package heliograph;

import org.jspecify.annotations.NullMarked;
