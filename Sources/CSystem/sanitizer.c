// What a build for script/sanitize needs; nothing in any other.

#if defined(__has_feature)

// A key process starts with an empty environment, so what `script/sanitize` sets does not reach it.

// A small quarantine: to derive a key from a passphrase allocates millions of times. Leaks are looked for by tracing, which that process
// forbids itself.
#if __has_feature(address_sanitizer)
const char *__asan_default_options(void);

const char *__asan_default_options(void) {
    return "detect_leaks=0:quarantine_size_mb=1:thread_local_quarantine_size_kb=16";
}
#endif

#if __has_feature(thread_sanitizer)
#define _GNU_SOURCE
#include <dlfcn.h>
#include <sanitizer/tsan_interface.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

// A key process can write its finding nowhere, and start no program that looks names up: it ends at once, and the test that needs it fails.
const char *__tsan_default_options(void);

const char *__tsan_default_options(void) { return "halt_on_error=1:symbolize=0"; }

// Swift's Mutex is taken and given back in the caller's code, which the sanitizer sees, unless two threads want it at once: then in these
// functions of the library Synchronization, which it does not see. They stand in front of the library's own and tell it.
#define SWIFT __attribute__((swiftcall))
#define SELF __attribute__((swift_context)) void *self

SWIFT void weerthuis_lock_slowly(uint32_t, SELF) __asm__("$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF");
SWIFT bool weerthuis_try_lock_slowly(SELF) __asm__("$s15Synchronization12_MutexHandleV12_tryLockSlowSbyF");
SWIFT void weerthuis_unlock_slowly(SELF) __asm__("$s15Synchronization12_MutexHandleV11_unlockSlowyyF");

static SWIFT void (*lock_slowly)(uint32_t, SELF);
static SWIFT bool (*try_lock_slowly)(SELF);
static SWIFT void (*unlock_slowly)(SELF);

__attribute__((constructor)) static void find_the_library(void) {
    lock_slowly = dlsym(RTLD_NEXT, "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF");
    try_lock_slowly = dlsym(RTLD_NEXT, "$s15Synchronization12_MutexHandleV12_tryLockSlowSbyF");
    unlock_slowly = dlsym(RTLD_NEXT, "$s15Synchronization12_MutexHandleV11_unlockSlowyyF");
    if (!lock_slowly || !try_lock_slowly || !unlock_slowly) abort();
}

SWIFT void weerthuis_lock_slowly(uint32_t thread, SELF) {
    lock_slowly(thread, self);
    __tsan_acquire(self);
}

SWIFT bool weerthuis_try_lock_slowly(SELF) {
    if (!try_lock_slowly(self)) return false;
    __tsan_acquire(self);
    return true;
}

SWIFT void weerthuis_unlock_slowly(SELF) {
    __tsan_release(self);
    unlock_slowly(self);
}
#endif
#endif
