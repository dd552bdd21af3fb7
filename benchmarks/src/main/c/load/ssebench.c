// A load for any server that takes messages by POST and sends them on as Server-Sent Events, on
// loopback only. Opens subscribers, posts messages, at a rate or as fast as they are answered and
// delivered, and prints what it saw, a line for each figure:
//
//   deliveries-per-second 49998
//   cpu-us-per-delivery 8.93
//
// The server's CPU is the figure to trust on a noisy machine. Ends with 1 when messages were lost.
#include "common.h"
#include "histogram.h"
#include "publishers.h"
#include "server.h"
#include "subscribers.h"
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

#define SETTLE (SECOND / 2)    // after the last subscriber was answered
#define PATIENCE (10 * SECOND) // until everything is delivered

static const char USAGE[] =
    "ssebench -P PORT -s PATH -p PATH -S PID[,PID] [options]\n"
    "  -P  port of the server          -S  its processes\n"
    "  -s  path to subscribe at; %d is the subscriber's topic\n"
    "  -p  path to post to\n"
    "  -n  subscribers (100)           -c  publishers (1)\n"
    "  -r  messages a second, of all publishers (0: as many as are answered)\n"
    "  -u  then, how many may be on their way to the slowest subscriber (64)\n"
    "  -z  bytes of a message (300)    -g  topics (1)\n"
    "  -x  each subscriber is sent its topic only\n"
    "  -w  seconds of warm-up (1)      -d  seconds of measuring (5)\n"
    "  -i  rest instead, then wait for a line on stdin, then post one message";

static struct {
    int port;
    const char *subscribe, *publish;
    long subscribers, publishers, rate, underway, size, topics;
    bool own_topic_only, rest;
    double warm_up, duration; // seconds
} options = {.subscribe = "/sub", .publish = "/pub", .subscribers = 100, .publishers = 1,
             .underway = 64, .size = 300, .topics = 1, .warm_up = 1, .duration = 5};

static void read_options(int count, char **words) {
    int option;
    while ((option = getopt(count, words, "P:S:s:p:n:c:r:u:z:g:w:d:xi")) != -1) {
        switch (option) {
        case 'P': options.port = atoi(optarg); break;
        case 'S': server_is(optarg); break;
        case 's': options.subscribe = optarg; break;
        case 'p': options.publish = optarg; break;
        case 'n': options.subscribers = atol(optarg); break;
        case 'c': options.publishers = atol(optarg); break;
        case 'r': options.rate = atol(optarg); break;
        case 'u': options.underway = atol(optarg); break;
        case 'z': options.size = atol(optarg); break;
        case 'g': options.topics = atol(optarg); break;
        case 'w': options.warm_up = atof(optarg); break;
        case 'd': options.duration = atof(optarg); break;
        case 'x': options.own_topic_only = true; break;
        case 'i': options.rest = true; break;
        default: die("%s", USAGE);
        }
    }
    if (options.port == 0 || options.topics < 1) die("%s", USAGE);
}

static void open_files_limit(void) {
    struct rlimit limit;
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
}

static void only_pump_for(uint64_t nanoseconds) {
    uint64_t end = now() + nanoseconds;
    while (now() < end) pump(20);
}

// Posts as many as are due. The clock goes on while the server lets publishers wait.
static void post_at_rate(uint64_t duration) {
    uint64_t start = now(), posted = 0, passed;
    while ((passed = now() - start) < duration) {
        bool due = posted < passed / 1e9 * options.rate;
        bool did = due && publishers_post();
        posted += did;
        pump(did ? 0 : 1);
    }
}

// Posts while few enough are on their way. That is looked up now and then: it asks each subscriber.
static void post_flat_out(uint64_t duration) {
    uint64_t end = now() + duration, posted_then = 0, behind_then = 0;
    for (long turn = 0; now() < end; turn++) {
        uint64_t underway = behind_then + publishers_posted() - posted_then;
        if (turn % 16 == 0 || underway >= (uint64_t)options.underway) {
            posted_then = publishers_posted();
            underway = behind_then = subscribers_behind();
        }
        bool did = false;
        while (underway++ < (uint64_t)options.underway && publishers_post()) did = true;
        pump(did ? 0 : 1);
    }
}

static void post_for(double seconds) {
    uint64_t duration = seconds * SECOND;
    if (options.rate > 0) post_at_rate(duration);
    else post_flat_out(duration);
}

static void print(const char *name, double value) {
    printf("%s %.10g\n", name, value);
}

static void open_subscribers(void) {
    uint64_t start = now();
    subscribers_open(options.port, options.subscribe, options.subscribers, options.topics);
    subscribers_expect(options.own_topic_only);
    print("open-seconds", (now() - start) / 1e9);
    only_pump_for(SETTLE);
}

static void measure_traffic(void) {
    post_for(options.warm_up);
    subscribers_drain(PATIENCE);
    publishers_drain(PATIENCE);
    subscribers_record();
    double cpu = server_cpu();
    uint64_t start = now();
    post_for(options.duration);
    uint64_t posted = now();
    subscribers_drain(PATIENCE);
    // At a rate, the deliveries that are still on their way belong to the time of posting.
    double seconds = ((options.rate > 0 ? posted : now()) - start) / 1e9;
    cpu = server_cpu() - cpu;
    uint64_t delivered = subscribers_recorded();
    print("deliveries-per-second", delivered / seconds);
    print("cpu-us-per-delivery", delivered ? cpu * 1e6 / delivered : 0);
    print("cpu-cores", cpu / seconds);
    print("latency-p50-us", histogram_percentile(50));
    print("latency-p99-us", histogram_percentile(99));
    print("latency-p99.9-us", histogram_percentile(99.9));
}

static void measure_rest(double rss_before) {
    only_pump_for(options.warm_up * SECOND);
    print("rss-kib-per-subscriber", (server_rss() - rss_before) / options.subscribers);
    double cpu = server_cpu();
    only_pump_for(options.duration * SECOND);
    print("rest-cpu-ms-per-second", (server_cpu() - cpu) * 1e3 / options.duration);
    puts("rested"); // whoever started this may look at the server's memory now
    fflush(stdout);
    while (getchar() != '\n' && !feof(stdin)) {}
    pump(0);
    subscribers_record();
    cpu = server_cpu();
    uint64_t start = now();
    publishers_post();
    subscribers_drain(PATIENCE);
    print("reached-all-ms", (now() - start) / 1e6);
    print("cpu-us-per-delivery", (server_cpu() - cpu) * 1e6 / options.subscribers);
}

static bool print_faults(void) {
    struct faults faults = subscribers_faults();
    print("lost", faults.lost);
    print("wrong", faults.wrong);
    // Several publishers' messages may overtake each other before the server orders them.
    print("unordered", options.publishers == 1 ? faults.unordered : 0);
    print("closed", faults.closed);
    print("refused", publishers_refused());
    return faults.lost + faults.wrong + faults.closed > 0;
}

int main(int count, char **words) {
    read_options(count, words);
    open_files_limit();
    double rss = server_rss();
    open_subscribers();
    publishers_open(options.port, options.publish, options.publishers, options.size, options.topics);
    if (options.rest) measure_rest(rss);
    else measure_traffic();
    return print_faults();
}
