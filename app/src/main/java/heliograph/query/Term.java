package heliograph.query;

/// A word that an entry must contain for a query to accept it, for the search index.
///
/// @param word as [Words] has it, never empty
/// @param prefix whether a word that only begins so will do
public record Term(String word, boolean prefix) {}
