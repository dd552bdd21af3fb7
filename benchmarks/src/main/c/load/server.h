// What the measured server costs. It may be several processes.
#pragma once

// Process ids with commas between them.
void server_is(const char *pids);

// CPU time of all its threads since they started, in seconds.
double server_cpu(void);

// Resident memory, in KiB.
double server_rss(void);
