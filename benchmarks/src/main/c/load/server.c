#include "server.h"
#include "common.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define MOST 16

static int pids[MOST], count;

void server_is(const char *list) {
    char *copy = strdup(list), *rest = copy, *pid;
    while ((pid = strsep(&rest, ",")) && count < MOST) pids[count++] = atoi(pid);
    free(copy);
}

double server_cpu(void) {
    double seconds = 0;
    for (int i = 0; i < count; i++) {
        clockid_t clock; // finer than the hundredths of a second in /proc/PID/stat
        struct timespec time;
        if (clock_getcpuclockid(pids[i], &clock) || clock_gettime(clock, &time)) {
            die("process %d, which is measured, has ended", pids[i]);
        }
        seconds += time.tv_sec + time.tv_nsec / 1e9;
    }
    return seconds;
}

double server_rss(void) {
    long sum = 0;
    for (int i = 0; i < count; i++) {
        char line[256];
        snprintf(line, sizeof line, "/proc/%d/status", pids[i]);
        FILE *status = fopen(line, "r");
        if (!status) continue;
        long kib;
        while (fgets(line, sizeof line, status)) {
            if (sscanf(line, "VmRSS: %ld", &kib) == 1) sum += kib;
        }
        fclose(status);
    }
    return sum;
}
