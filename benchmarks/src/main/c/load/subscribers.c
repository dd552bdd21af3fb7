#include "subscribers.h"
#include "histogram.h"
#include "message.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define BUFFER (1 << 20)
#define PATIENCE (60 * SECOND) // until all are answered

struct subscriber {
    struct listener listener;
    int fd;
    long topic;
    bool answered, closed;
    char rest[MARK]; // a mark that has not come whole
    int rest_length;
    uint64_t got, sum, newest, unordered;
};

static struct subscriber *subscribers;
static long count, topics;
static bool each_its_topic, recording;
static uint64_t *posted, *posted_sum; // by topic; all under 0 unless each gets its own topic only
static uint64_t recorded, answered;
static char buffer[BUFFER];

static long expected_of(const struct subscriber *self) {
    return each_its_topic ? self->topic : 0;
}

static void took(struct subscriber *self, uint64_t time, uint64_t number, uint64_t at) {
    self->got++;
    self->sum += number;
    if (number < self->newest) self->unordered++;
    self->newest = number;
    if (!recording) return;
    recorded++;
    histogram_add((at - time) / 1000);
}

// Takes the marks in these bytes and keeps the begin of one that is not whole.
static void scan(struct subscriber *self, char *from, char *end, uint64_t at) {
    self->rest_length = 0;
    while ((from = memchr(from, '@', end - from))) {
        if (end - from < MARK) {
            self->rest_length = end - from;
            memcpy(self->rest, from, end - from);
            return;
        }
        bool mark = from[1] == '@' && from[MARK_COLON] == ':' && from[MARK_END] == '@';
        if (mark) {
            uint64_t time = strtoull(from + MARK_TIME, NULL, 10);
            took(self, time, strtoull(from + MARK_NUMBER, NULL, 10), at);
        }
        from += mark ? MARK : 1;
    }
}

static void readable(void *pointer) {
    struct subscriber *self = pointer;
    ssize_t length;
    do {
        int rest = self->rest_length;
        memcpy(buffer, self->rest, rest);
        length = read(self->fd, buffer + rest, BUFFER - rest);
        if (length < 0) return;
        if (length == 0) {
            self->closed = true;
            close(self->fd);
            return;
        }
        if (!self->answered) {
            if (strncmp(buffer, "HTTP/1.1 200", 12)) die("subscribing was answered: %.300s", buffer);
            self->answered = true;
            answered++;
        }
        scan(self, buffer, buffer + rest + length, now());
    } while (length > BUFFER / 2);
}

// The path with the topic in it, if it asks for one.
static void path_of(const struct subscriber *self, const char *path, char *into, size_t size) {
    const char *place = strstr(path, "%d");
    if (!place) {
        snprintf(into, size, "%s", path);
        return;
    }
    snprintf(into, size, "%.*s%ld%s", (int)(place - path), path, self->topic, place + 2);
}

static void open_one(struct subscriber *self, int port, const char *path) {
    char own_path[512], request[1024];
    path_of(self, path, own_path, sizeof own_path);
    int length = snprintf(request, sizeof request,
                          "GET %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nAccept: text/event-stream\r\n\r\n",
                          own_path, port);
    self->listener = (struct listener){readable, self};
    self->fd = dial(port);
    write_all(self->fd, request, length);
    listen_to(self->fd, &self->listener);
}

void subscribers_open(int port, const char *path, long how_many, long how_many_topics) {
    count = how_many;
    topics = how_many_topics;
    subscribers = calloc(count, sizeof *subscribers);
    posted = calloc(topics, sizeof *posted);
    posted_sum = calloc(topics, sizeof *posted_sum);
    for (long i = 0; i < count; i++) {
        subscribers[i].topic = i % topics;
        open_one(&subscribers[i], port, path);
        if (i % 64 == 63) pump(0);
    }
    uint64_t deadline = now() + PATIENCE;
    while (answered < (uint64_t)count) {
        if (now() > deadline) die("only %lu of %ld subscribers were answered", answered, count);
        pump(10);
    }
}

void subscribers_expect(bool own_topic_only) {
    each_its_topic = own_topic_only;
}

void subscribers_posted(uint64_t number) {
    long topic = each_its_topic ? (long)(number % topics) : 0;
    posted[topic]++;
    posted_sum[topic] += number;
}

uint64_t subscribers_behind(void) {
    uint64_t most = 0;
    for (long i = 0; i < count; i++) {
        const struct subscriber *self = &subscribers[i];
        if (self->closed) continue;
        uint64_t expected = posted[expected_of(self)];
        if (self->got < expected && expected - self->got > most) most = expected - self->got;
    }
    return most;
}

bool subscribers_drain(uint64_t nanoseconds) {
    uint64_t deadline = now() + nanoseconds;
    while (subscribers_behind() > 0) {
        if (now() > deadline) return false;
        pump(1);
    }
    return true;
}

void subscribers_record(void) {
    recording = true;
}

uint64_t subscribers_recorded(void) {
    return recorded;
}

struct faults subscribers_faults(void) {
    struct faults faults = {0};
    for (long i = 0; i < count; i++) {
        const struct subscriber *self = &subscribers[i];
        uint64_t expected = posted[expected_of(self)];
        if (self->got < expected) faults.lost += expected - self->got;
        else if (self->sum != posted_sum[expected_of(self)]) faults.wrong++;
        faults.unordered += self->unordered;
        faults.closed += self->closed;
    }
    return faults;
}
