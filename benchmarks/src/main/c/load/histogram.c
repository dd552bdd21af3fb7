#include "histogram.h"

#define STEPS 32 // in each power of two
#define BUCKETS (40 * STEPS)

static uint64_t buckets[BUCKETS], count;

void histogram_add(uint64_t microseconds) {
    int shift = microseconds < 2 * STEPS ? 0 : 63 - __builtin_clzll(microseconds) - 5;
    uint64_t bucket = shift * STEPS + (microseconds >> shift);
    buckets[bucket < BUCKETS ? bucket : BUCKETS - 1]++;
    count++;
}

uint64_t histogram_percentile(double percent) {
    uint64_t wanted = count * percent / 100, seen = 0;
    for (int bucket = 0; bucket < BUCKETS; bucket++) {
        seen += buckets[bucket];
        if (seen <= wanted) continue;
        int shift = bucket < 2 * STEPS ? 0 : bucket / STEPS - 1;
        return (uint64_t)(bucket - shift * STEPS) << shift;
    }
    return 0;
}
