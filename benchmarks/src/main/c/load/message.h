// What a message looks like, for those who write it and those who look for it:
//
//   {"t":"@@0001234567890123456:000000042@@","content":"topic2 the quick brown …"}
//         ^ MARK bytes: when it was posted (ns), and its number, from 1
//
// A server may put what it likes around it. Message n is of topic n modulo the number of topics.
#pragma once

#define MARK 33
#define MARK_FORMAT "@@%019llu:%09llu@@"
#define MARK_TIME 2    // where the time stands in it
#define MARK_COLON 21  // between time and number
#define MARK_NUMBER 22 // where the number stands in it
#define MARK_END 31    // where the last two @ stand
