// What every part of the load client needs.
#pragma once
#define _GNU_SOURCE
#include <stdbool.h>
#include <stdint.h>

#define SECOND 1000000000ull // ns

// Nanoseconds of the monotonic clock.
uint64_t now(void);

// Says why on stderr and ends the program with code 2.
_Noreturn void die(const char *format, ...) __attribute__((format(printf, 1, 2)));

// A connection to 127.0.0.1, without Nagle's delay; reading it never waits.
int dial(int port);

// Writes all, waiting when the server does not read.
void write_all(int fd, const char *bytes, uint64_t length);

// One epoll for both kinds of connection: `readable` is called with `self` when there is something.
struct listener {
    void (*readable)(void *self);
    void *self;
};
void listen_to(int fd, struct listener *listener);

// Serves what has come; waits at most so many milliseconds for something to come.
void pump(int milliseconds);
