/// What a message must be to be shown.
@NullMarked
package heliograph.query;

import org.jspecify.annotations.NullMarked;
