package heliograph.runner;

import heliograph.broadcast.Broadcaster;
import heliograph.journal.Journal;

import java.time.InstantSource;

/// What every source's context needs of the hub.
record Station(Broadcaster broadcaster, Journal journal, InstantSource clock) {}
