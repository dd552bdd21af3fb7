/// What boards show: numbers that somebody put, and numbers made of the stream.
@NullMarked
package heliograph.tiles;

import org.jspecify.annotations.NullMarked;
