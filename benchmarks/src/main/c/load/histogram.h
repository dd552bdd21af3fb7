// Latencies in microseconds, to about 3 %: 32 buckets for each power of two.
#pragma once
#include <stdint.h>

void histogram_add(uint64_t microseconds);

// What so many percent of the latencies did not exceed; 0 when there were none.
uint64_t histogram_percentile(double percent);
