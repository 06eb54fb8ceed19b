#define _GNU_SOURCE
#include "CSystem.h"

#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__x86_64__)
#define ARCHITECTURE AUDIT_ARCH_X86_64
// Calls of the x32 kind come with this bit under the same architecture; none of them is in the list.
#elif defined(__aarch64__)
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#endif

#define LOAD(field) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, field))
#define ANSWER(action) BPF_STMT(BPF_RET | BPF_K, action)
#define ALLOW(call) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, call, 0, 1), ANSWER(SECCOMP_RET_ALLOW)
// The low half of the third argument holds the protection. Ends the walk for this call.
#define ALLOW_UNLESS_EXECUTABLE(call)                                                                                  \
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, call, 0, 4), LOAD(args[2]),                                                    \
        BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, PROT_EXEC, 0, 1), ANSWER(SECCOMP_RET_ERRNO | EPERM),                      \
        ANSWER(SECCOMP_RET_ALLOW)

int weerthuis_seccomp_allow_computing(void) {
#ifndef ARCHITECTURE
    errno = ENOSYS;
    return -1;
#else
    struct sock_filter filter[] = {
        LOAD(arch),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, ARCHITECTURE, 1, 0),
        ANSWER(SECCOMP_RET_KILL_PROCESS),
        LOAD(nr),
        // The socket. No call here can make a descriptor or pass one on.
        ALLOW(SYS_recvfrom), ALLOW(SYS_sendto), ALLOW(SYS_read), ALLOW(SYS_write), ALLOW(SYS_close),
        // Threads that wait for each other, and time.
        ALLOW(SYS_futex), ALLOW(SYS_sched_yield), ALLOW(SYS_clock_gettime),
        ALLOW(SYS_gettimeofday), ALLOW(SYS_restart_syscall),
        // Memory, never executable.
        ALLOW_UNLESS_EXECUTABLE(SYS_mmap), ALLOW_UNLESS_EXECUTABLE(SYS_mprotect),
        ALLOW(SYS_munmap), ALLOW(SYS_mremap), ALLOW(SYS_madvise), ALLOW(SYS_brk),
        ALLOW(SYS_getrandom),
        // A thread that was started before the filter and has yet to set itself up; the end of all threads.
        ALLOW(SYS_set_robust_list), ALLOW(SYS_rseq), ALLOW(SYS_sigaltstack), ALLOW(SYS_rt_sigprocmask),
        ALLOW(SYS_rt_sigaction), ALLOW(SYS_rt_sigreturn), ALLOW(SYS_getpid), ALLOW(SYS_gettid), ALLOW(SYS_tgkill),
        ALLOW(SYS_sched_getaffinity),
        ALLOW(SYS_exit), ALLOW(SYS_exit_group),
#if __has_feature(thread_sanitizer)
        // The sanitizer's own thread rests between its rounds. Refused, it takes a core.
        ALLOW(SYS_nanosleep),
#endif
        ANSWER(SECCOMP_RET_ERRNO | EPERM),
    };
    struct sock_fprog program = {sizeof filter / sizeof filter[0], filter};
    long result = syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC, &program);
    if (result > 0) errno = EAGAIN;
    return result == 0 ? 0 : -1;
#endif
}
