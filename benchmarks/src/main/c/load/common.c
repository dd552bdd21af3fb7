#include "common.h"
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define EVENTS 512

uint64_t now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * SECOND + time.tv_nsec;
}

void die(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fputc('\n', stderr);
    exit(2);
}

int dial(int port) {
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0) die("socket: %s; raise the limit of open files (ulimit -n)", strerror(errno));
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (connect(fd, (struct sockaddr *)&address, sizeof address) < 0) {
        die("connect to port %d: %s", port, strerror(errno));
    }
    int on = 1;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    fcntl(fd, F_SETFL, O_NONBLOCK);
    return fd;
}

void write_all(int fd, const char *bytes, uint64_t length) {
    while (length > 0) {
        ssize_t written = write(fd, bytes, length);
        if (written < 0 && errno != EAGAIN && errno != EINTR) die("write: %s", strerror(errno));
        if (written < 0) {
            usleep(50);
            continue;
        }
        bytes += written;
        length -= written;
    }
}

static int epoll(void) {
    static int fd;
    if (fd == 0) fd = epoll_create1(0);
    return fd;
}

void listen_to(int fd, struct listener *listener) {
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = listener};
    epoll_ctl(epoll(), EPOLL_CTL_ADD, fd, &event);
}

void pump(int milliseconds) {
    struct epoll_event events[EVENTS];
    int count = epoll_wait(epoll(), events, EVENTS, milliseconds);
    for (int i = 0; i < count; i++) {
        struct listener *listener = events[i].data.ptr;
        listener->readable(listener->self);
    }
}
