/// Orders, encodes and shows: from a source's messages to the frames that subscribers read.
@NullMarked
package heliograph.broadcast;

import org.jspecify.annotations.NullMarked;
