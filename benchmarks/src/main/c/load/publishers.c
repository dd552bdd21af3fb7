#include "publishers.h"
#include "message.h"
#include "subscribers.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define ANSWER 8192
#define HEAD 512

struct publisher {
    struct listener listener;
    int fd;
    bool waits; // for an answer
    char answer[ANSWER];
    int answered; // bytes of it so far
};

static struct publisher *publishers;
static long count, size, topics, next;
static int port;
static const char *path;
static char *request, *words;
static uint64_t posted, refused;

// Whether the answer is whole.
static bool complete(const struct publisher *self) {
    const char *head = self->answer, *end = strstr(head, "\r\n\r\n");
    if (!end) return false;
    int status = atoi(head + 9);
    if (status == 204 || status == 304) return true;
    const char *body = end + 4;
    const char *length = strcasestr(head, "\r\ncontent-length:");
    if (length && length < end) {
        return self->answered - (body - head) >= atol(length + strlen("\r\ncontent-length:"));
    }
    const char *chunked = strcasestr(head, "\r\ntransfer-encoding: chunked");
    return !chunked || chunked > end || strstr(body, "0\r\n\r\n");
}

static void readable(void *pointer) {
    struct publisher *self = pointer;
    ssize_t length = read(self->fd, self->answer + self->answered, ANSWER - 1 - self->answered);
    if (length < 0) return;
    if (length == 0) die("the server closed a publisher's connection after %lu messages", posted);
    self->answered += length;
    self->answer[self->answered] = 0;
    if (!complete(self)) return;
    if (atoi(self->answer + 9) >= 300 && refused++ == 0) {
        fprintf(stderr, "publishing was answered: %.300s\n", self->answer);
    }
    self->waits = false;
    self->answered = 0;
}

void publishers_open(int to, const char *at, long how_many, long bytes, long how_many_topics) {
    port = to;
    path = at;
    count = how_many;
    size = bytes;
    topics = how_many_topics;
    publishers = calloc(count, sizeof *publishers);
    request = malloc(HEAD + size + 128);
    words = malloc(size);
    for (long i = 0; i < size; i++) words[i] = "the quick brown fox jumps over the lazy dog "[i % 44];
    for (long i = 0; i < count; i++) {
        publishers[i].listener = (struct listener){readable, &publishers[i]};
        publishers[i].fd = dial(port);
        listen_to(publishers[i].fd, &publishers[i].listener);
    }
}

static void post(struct publisher *self) {
    uint64_t number = ++posted;
    char start[128];
    int fixed = snprintf(start, sizeof start, "{\"t\":\"" MARK_FORMAT "\",\"content\":\"topic%lu ",
                         (unsigned long long)now(), (unsigned long long)number, number % topics);
    int fill = size > fixed + 2 ? (int)size - fixed - 2 : 0;
    int length = sprintf(request,
                         "POST %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nContent-Type: application/json\r\n"
                         "Content-Length: %d\r\n\r\n%s%.*s\"}",
                         path, port, fixed + fill + 2, start, fill, words);
    subscribers_posted(number);
    self->waits = true;
    write_all(self->fd, request, length);
}

bool publishers_post(void) {
    for (long i = 0; i < count; i++) {
        struct publisher *self = &publishers[next++ % count];
        if (self->waits) continue;
        post(self);
        return true;
    }
    return false;
}

static bool waiting(void) {
    for (long i = 0; i < count; i++) {
        if (publishers[i].waits) return true;
    }
    return false;
}

void publishers_drain(uint64_t nanoseconds) {
    uint64_t deadline = now() + nanoseconds;
    while (waiting() && now() < deadline) pump(1);
}

uint64_t publishers_posted(void) {
    return posted;
}

uint64_t publishers_refused(void) {
    return refused;
}
