// glibc lets a program define malloc itself and reach its own under these names: Swift cannot define such symbols.
#include "AllocationCount.h"

#include <stddef.h>

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *old, size_t size);

static uint64_t counted;

uint64_t allocation_count(void) { return counted; }

void *malloc(size_t size) {
    counted += size;
    return __libc_malloc(size);
}

void *calloc(size_t count, size_t size) {
    counted += (uint64_t)count * size;
    return __libc_calloc(count, size);
}

void *realloc(void *old, size_t size) {
    counted += size;
    return __libc_realloc(old, size);
}
