#ifndef ALLOCATION_COUNT_H
#define ALLOCATION_COUNT_H

#include <stdint.h>

/// How many bytes this process has asked malloc, calloc and realloc for since it began, whether or not they were freed.
/// Counted without locks: for programs that measure on one thread.
uint64_t allocation_count(void);

#endif
