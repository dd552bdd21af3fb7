package heliograph.plugin;

/// The threads that run a jar's code. They see that jar's classes, and the threads that it starts
/// from there are known by their group.
public final class ForeignThread {
    private ForeignThread() {}

    /// A platform thread that is not started yet: foreign code may spin or block in native calls,
    /// and must not hold a carrier thread that browsers need.
    public static Thread unstarted(
            ThreadGroup group, String name, ClassLoader loader, Runnable code) {
        Thread thread =
                Thread.ofPlatform()
                        .group(group)
                        .name(name)
                        .daemon() // the hub must end although one ignores its interrupt
                        .inheritInheritableThreadLocals(false)
                        .unstarted(code);
        thread.setContextClassLoader(loader);
        return thread;
    }

    /// A group for the threads of one source or jar.
    public static ThreadGroup group(String name) {
        return new ThreadGroup(ROOT, name);
    }

    // Not a child of the group of whoever asks, which may be a jar's.
    private static final ThreadGroup ROOT = root();

    private static ThreadGroup root() {
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        while (group.getParent() != null) group = group.getParent();
        return new ThreadGroup(group, "sources");
    }
}
