package heliograph.web;

import heliograph.journal.Block;
import heliograph.journal.EntryId;
import heliograph.journal.Journal;
import heliograph.search.Span;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Finds the part of the journal that a request names with `since` and `until`, or with the ids
/// that a page ends with.
///
/// Times are arrivals: `since` takes what arrived then or later, `until` what arrived before. Ids
/// have a place too: `since` begins behind it, `until` ends with it. So what one request ends with
/// the next can begin with, and nothing is there twice.
final class Past {
    private final Journal journal;
    private final InstantSource clock;

    Past(Journal journal, InstantSource clock) {
        this.journal = journal;
        this.clock = clock;
    }

    Journal journal() {
        return journal;
    }

    Optional<Moment> moment(QueryParameters query, String name) {
        return query.one(name).map(text -> Moment.parse(name, text, clock));
    }

    /// What is kept now between `since` and `until`.
    ///
    /// @throws ProblemException 400 when they cannot be read, or an id is of another journal
    Span span(QueryParameters query) throws InterruptedException {
        long newest = journal.newest();
        Optional<Moment> since = moment(query, "since");
        Optional<Moment> until = moment(query, "until");
        long from = since.isPresent() ? firstBehind(since.get(), newest) : journal.oldest();
        long to = until.isPresent() ? firstBehind(until.get(), newest) - 1 : newest;
        return new Span(from, Math.min(to, newest));
    }

    private long firstBehind(Moment moment, long newest) throws InterruptedException {
        return switch (moment) {
            case Moment.Id(EntryId id) -> offset(id, newest) + 1;
            case Moment.At(Instant instant) -> journal.firstSince(instant);
        };
    }

    /// The offset that a parameter names with an id, if it is there.
    ///
    /// @throws ProblemException 400 when it is no id of this journal
    Optional<Long> offset(QueryParameters query, String name) {
        return query.one(name)
                .map(text -> EntryId.parse(text).orElseThrow(() -> noId(name, text)))
                .map(id -> offset(id, journal.newest()));
    }

    private static ProblemException noId(String name, String text) {
        return QueryParameters.bad("'" + name + "' is an id such as k3f9-42, not '" + text + "'");
    }

    private long offset(EntryId id, long newest) {
        if (journal.epochs().contain(id, newest)) return id.offset();
        throw QueryParameters.bad(
                "%s is an id of another journal, or newer than the newest here, which is %s"
                        .formatted(id, journal.epochs().idOf(newest)));
    }

    /// When the part ends: what `until` says, else now.
    Instant end(QueryParameters query) throws InterruptedException {
        Optional<Moment> until = moment(query, "until");
        return until.isPresent() ? time(until.get()).orElseGet(clock::instant) : clock.instant();
    }

    /// When the part begins: what `since` says, else with the first arrival in it; empty when there
    /// is neither.
    Optional<Instant> begin(QueryParameters query, Span span) throws InterruptedException {
        Optional<Moment> since = moment(query, "since");
        return since.isPresent() ? time(since.get()) : arrival(span.from());
    }

    private Optional<Instant> time(Moment moment) throws InterruptedException {
        return switch (moment) {
            case Moment.Id(EntryId id) -> arrival(id.offset());
            case Moment.At(Instant instant) -> Optional.of(instant);
        };
    }

    /// When an entry arrived, or the first behind it that is kept.
    Optional<Instant> arrival(long offset) throws InterruptedException {
        return journal.page(offset, 1).stream().findFirst().map(Block::received);
    }
}
