#define _GNU_SOURCE
#include "CSystem.h"

#include <stdint.h>
#include <sys/syscall.h>
#include <unistd.h>

// Written out, because the kernel headers of Debian 12 know version 1 only. The kernel refuses bits that it does not know, so
// each version gets its own.
struct ruleset {
    uint64_t files;
    uint64_t network;
    uint64_t scoped;
};

/// How many rights to files each version knows: 13, and then REFER, TRUNCATE and IOCTL_DEV.
static uint64_t files(int version) {
    int rights = version >= 5 ? 16 : version >= 3 ? 15 : version >= 2 ? 14 : 13;
    return (UINT64_C(1) << rights) - 1;
}

int weerthuis_landlock_version(void) {
    const unsigned version_flag = 1;
    return (int)syscall(SYS_landlock_create_ruleset, NULL, 0, version_flag);
}

int weerthuis_landlock_forbid_all(int version) {
    const uint64_t bind_and_connect = 3, abstract_sockets_and_signals = 3;
    struct ruleset ruleset = {
        files(version), version >= 4 ? bind_and_connect : 0, version >= 6 ? abstract_sockets_and_signals : 0};
    size_t size = version >= 6 ? 24 : version >= 4 ? 16 : 8;
    int descriptor = (int)syscall(SYS_landlock_create_ruleset, &ruleset, size, 0);
    if (descriptor < 0) return -1;
    int result = (int)syscall(SYS_landlock_restrict_self, descriptor, 0);
    close(descriptor);
    return result;
}
