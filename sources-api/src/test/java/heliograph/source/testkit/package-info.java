/// The contract that every provider keeps, as tests to extend, and a context that remembers what a
/// source published. Depend on it as `heliograph-sources-api`, type `test-jar`.
@NullMarked
package heliograph.source.testkit;

import org.jspecify.annotations.NullMarked;
