package heliograph.source;

/// A source that runs.
@FunctionalInterface
public non-sealed interface LiveSource extends Source {

    /// Publishes until there is nothing more, or until interrupted.
    ///
    /// Called on a platform thread of its own (foreign code may spin, block in native calls or read
    /// files, and must not hold a carrier thread that browsers need), never twice at once. To
    /// return is to be finished; to throw is to fail (the hub reports it and calls again after a
    /// growing pause); an interrupt asks it to stop, and it leaves within three seconds.
    void run(SourceContext context) throws Exception;
}
