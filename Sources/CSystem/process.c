#define _GNU_SOURCE
#include "CSystem.h"

#include <errno.h>
#include <grp.h>
#include <linux/capability.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

int weerthuis_forbid_new_privileges(void) { return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0); }

int weerthuis_forbid_dumps(void) { return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0); }

int weerthuis_die_with_parent(void) { return prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0); }

int weerthuis_nameless_file(void) { return memfd_create("weerthuis", MFD_CLOEXEC); }

int weerthuis_become(uid_t user, gid_t group) {
    if (setgroups(0, NULL) != 0) return -1;
    if (setresgid(group, group, group) != 0) return -1;
    if (setresuid(user, user, user) != 0) return -1;
    if (user != 0 && setuid(0) == 0) {
        errno = ENOTRECOVERABLE;
        return -1;
    }
    return 0;
}

int weerthuis_lock_memory(void) {
    struct rlimit unlimited = {RLIM_INFINITY, RLIM_INFINITY};
    if (setrlimit(RLIMIT_MEMLOCK, &unlimited) != 0) return -1;
    return mlockall(MCL_CURRENT | MCL_FUTURE | MCL_ONFAULT);
}

int weerthuis_drop_capabilities(void) {
    struct __user_cap_header_struct header = {_LINUX_CAPABILITY_VERSION_3, 0};
    struct __user_cap_data_struct none[_LINUX_CAPABILITY_U32S_3] = {0};
    if (prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0) != 0) return -1;
    return (int)syscall(SYS_capset, &header, none);
}
