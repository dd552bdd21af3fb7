/// The contract between Heliograph and its sources: all that a plugin compiles against.
@org.jspecify.annotations.NullMarked
module heliograph.source {
    requires transitive jakarta.json;
    requires static transitive org.jspecify;

    exports heliograph.source;
}
