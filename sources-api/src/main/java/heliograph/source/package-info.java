/// How messages get into the hub: a [SourceProvider] makes [Source]s, the hub runs each with a
/// [SourceContext], and a source publishes [Message]s.
@NullMarked
package heliograph.source;

import org.jspecify.annotations.NullMarked;
