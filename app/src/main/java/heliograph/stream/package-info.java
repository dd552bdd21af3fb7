/// What is written to one subscriber's socket, and by whom.
@NullMarked
package heliograph.stream;

import org.jspecify.annotations.NullMarked;
