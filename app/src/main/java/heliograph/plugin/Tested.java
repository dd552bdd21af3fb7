package heliograph.plugin;

/// What became of a [Candidate].
sealed interface Tested {
    record Good(FoundProvider provider) implements Tested {}

    record Bad(BrokenJar jar) implements Tested {}
}
