/// Finds the kinds of source, in jars that may do anything, and keeps them apart: each jar in a
/// class loader of its own, each call into it on a thread of its own.
@NullMarked
package heliograph.plugin;

import org.jspecify.annotations.NullMarked;
