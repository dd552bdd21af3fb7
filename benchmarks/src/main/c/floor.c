// The floor: one epoll thread, one send(2) for each subscriber and each batch of messages that came
// at once. It parses no more than Content-Length, keeps no history and gives no ids: what a fan-out
// server on this kernel cannot go below without another path through the kernel.
//
// GET subscribes, POST publishes, whatever the path. Prints its port.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#define EVENTS 256
#define REQUEST (1 << 16)
#define SUBSCRIBERS 200000

static const char SUBSCRIBED[] =
    "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n: hi\n\n";
static const char PUBLISHED[] = "HTTP/1.1 204 No Content\r\n\r\n";

struct connection {
    int fd, length;
    char request[REQUEST];
};

static int epoll, listening, subscribers[SUBSCRIBERS], subscriber_count;
static char batch[EVENTS * REQUEST];
static int batch_length;

static void watch(int fd, struct connection *connection) {
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = connection};
    epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event);
}

static void listen_on(int port) {
    int on = 1;
    listening = socket(AF_INET, SOCK_STREAM, 0);
    setsockopt(listening, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (bind(listening, (struct sockaddr *)&address, size) || listen(listening, 4096)) {
        perror("listen");
        exit(1);
    }
    getsockname(listening, (struct sockaddr *)&address, &size);
    printf("port %d\n", ntohs(address.sin_port));
    fflush(stdout);
}

static void accept_one(void) {
    int fd = accept4(listening, NULL, NULL, SOCK_NONBLOCK), on = 1;
    if (fd < 0) return;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    struct connection *connection = malloc(sizeof *connection);
    connection->fd = fd;
    connection->length = 0;
    watch(fd, connection);
}

static void leave(struct connection *connection) {
    for (int i = 0; i < subscriber_count; i++) {
        if (subscribers[i] != connection->fd) continue;
        subscribers[i] = subscribers[--subscriber_count];
        break;
    }
    close(connection->fd);
    free(connection);
}

static void answer(struct connection *connection, const char *text) {
    send(connection->fd, text, strlen(text), MSG_NOSIGNAL);
    connection->length = 0;
}

static void add_to_batch(const char *body, int length) {
    batch_length += sprintf(batch + batch_length, "data:%.*s\n\n", length, body);
}

static void serve(struct connection *connection) {
    char *request = connection->request;
    int length = recv(connection->fd, request + connection->length, REQUEST - 1 - connection->length, 0);
    if (length < 0 && errno == EAGAIN) return;
    if (length <= 0) {
        leave(connection);
        return;
    }
    connection->length += length;
    request[connection->length] = 0;
    char *end = strstr(request, "\r\n\r\n");
    if (!end) return;
    if (request[0] == 'G') {
        subscribers[subscriber_count++] = connection->fd;
        answer(connection, SUBSCRIBED);
        return;
    }
    char *body = end + 4, *header = strcasestr(request, "content-length:");
    int expected = header ? atoi(header + strlen("content-length:")) : 0;
    if (connection->length - (body - request) < expected) return;
    add_to_batch(body, expected);
    answer(connection, PUBLISHED);
}

int main(int count, char **words) {
    struct rlimit limit;
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
    epoll = epoll_create1(0);
    listen_on(count > 1 ? atoi(words[1]) : 0);
    watch(listening, NULL);
    while (true) {
        struct epoll_event events[EVENTS];
        int ready = epoll_wait(epoll, events, EVENTS, -1);
        batch_length = 0;
        for (int i = 0; i < ready; i++) {
            if (events[i].data.ptr) serve(events[i].data.ptr);
            else accept_one();
        }
        if (batch_length == 0) continue;
        for (int i = 0; i < subscriber_count; i++) send(subscribers[i], batch, batch_length, MSG_NOSIGNAL);
    }
}
