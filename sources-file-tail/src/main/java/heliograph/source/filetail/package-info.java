/// Type `file-tail`: follows growing files, each line one message, each line once.
///
/// The unit of work is a *generation*: one incarnation of a file's bytes ([FileIdentity]), whatever
/// its path is by now. [FileTailSource] runs a [Follower]; it looks ([Scan]) which generations the
/// paths show, [Generations] opens them in order, each [TailedFile] is read in turns, and a [Batch]
/// publishes the lines together with the [FileCheckpoint]s that they reach.
@NullMarked
package heliograph.source.filetail;

import org.jspecify.annotations.NullMarked;
