// The publishers: connections that post one message at a time and wait for its answer.
#pragma once
#include "common.h"

// @param size bytes of a message
void publishers_open(int port, const char *path, long count, long size, long topics);

// Lets one that waits for nothing post the next message. Returns whether there was one.
bool publishers_post(void);

// Waits until all are answered, at most so long.
void publishers_drain(uint64_t nanoseconds);

// Messages posted so far.
uint64_t publishers_posted(void);

// Answers that said no.
uint64_t publishers_refused(void);
