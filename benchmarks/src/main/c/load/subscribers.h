// The subscribers: each counts what it gets, and adds up the numbers of the messages, so that a
// loss and a duplicate together are noticed too.
#pragma once
#include "common.h"

// Opens them and waits until each is answered. `%d` in the path becomes the subscriber's topic:
// its index modulo `topics`.
void subscribers_open(int port, const char *path, long count, long topics);

// With `each_its_topic`, a subscriber is sent only the messages of its own topic.
void subscribers_expect(bool each_its_topic);

// To be told of every message that was posted.
void subscribers_posted(uint64_t number);

// How many messages the slowest subscriber has yet to get.
uint64_t subscribers_behind(void);

// Waits until each has got everything, at most so long. Returns whether it has.
bool subscribers_drain(uint64_t nanoseconds);

// From now on deliveries are counted and their latencies kept.
void subscribers_record(void);

// Deliveries since then.
uint64_t subscribers_recorded(void);

struct faults {
    uint64_t lost;      // messages that did not come, of all subscribers
    uint64_t wrong;     // subscribers that got as many as expected or more, but not those expected
    uint64_t unordered; // messages that came before an earlier one
    uint64_t closed;    // connections that the server closed
};
struct faults subscribers_faults(void);
