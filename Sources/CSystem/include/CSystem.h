#ifndef WEERTHUIS_CSYSTEM_H
#define WEERTHUIS_CSYSTEM_H

// Left out of Swift's Glibc module; their functions are called from Swift.
#include <stdint.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/types.h>

// For Swift the members of an enumeration belong to whichever module was read first that includes their header, and that differs
// between debug and release builds. So the kinds of sockets are told here.

static const int weerthuis_stream_socket = SOCK_STREAM;
static const int weerthuis_packet_socket = SOCK_SEQPACKET;
/// To be added to a kind.
static const int weerthuis_socket_closes_on_exec = SOCK_CLOEXEC;
static const int weerthuis_socket_never_blocks = SOCK_NONBLOCK;

/// What a socket is watched for, and what happened to it (epoll).
static const uint32_t weerthuis_epoll_readable = EPOLLIN;
static const uint32_t weerthuis_epoll_writable = EPOLLOUT;
/// Broken, or hung up by the other side; told without being asked for.
static const uint32_t weerthuis_epoll_broken = EPOLLERR | EPOLLHUP;
static const int weerthuis_epoll_closes_on_exec = EPOLL_CLOEXEC;

// System calls that Swift can't make itself, each with its reason. All return 0 or more for success, and -1 with errno set,
// unless said otherwise.

// prctl is variadic, which Swift can't call.

/// No program that this process starts, and no file that it executes, can give it new rights (PR_SET_NO_NEW_PRIVS).
int weerthuis_forbid_new_privileges(void);
/// No core dump, no ptrace, and /proc/PID of this process belongs to root (PR_SET_DUMPABLE).
int weerthuis_forbid_dumps(void);
/// This process is killed when the thread that started it ends (PR_SET_PDEATHSIG).
int weerthuis_die_with_parent(void);

// The calls below are extensions behind _GNU_SOURCE, which Swift's Glibc module leaves out.

/// A file without a name, closed on exec, to hand over a few bytes that nobody else can open (memfd_create).
int weerthuis_nameless_file(void);
/// Gives up root for good: no supplementary groups, and this group and user as real, effective and saved one. ENOTRECOVERABLE
/// when root could still be regained.
int weerthuis_become(uid_t user, gid_t group);
/// Keeps every page that this process touches out of swap (mlockall with MCL_ONFAULT). Does nothing but fail with EPERM when
/// the limit on locked memory can't be lifted: with a limit, a later allocation would fail.
int weerthuis_lock_memory(void);

// capset, Landlock and seccomp have no function in glibc: only syscall, which is variadic.

/// Gives up every capability, the inheritable and ambient ones too.
int weerthuis_drop_capabilities(void);
/// The version of Landlock that the kernel offers; -1 when it offers none.
int weerthuis_landlock_version(void);
/// Forbids this thread, and every one that it starts, all files, TCP, and signals to and abstract sockets of other processes:
/// as much of that as `version` of Landlock knows. What is open stays open.
int weerthuis_landlock_forbid_all(int version);
/// Allows all threads of this process what computing, locking, memory and the sockets that it has need, and nothing else:
/// another system call fails with EPERM, one of a foreign architecture ends the process. ENOSYS on a kind of processor that the
/// filter was not written for.
int weerthuis_seccomp_allow_computing(void);

// posix_spawn_file_actions_addclosefrom_np is behind _GNU_SOURCE too.

/// Starts `program` with the two descriptors as 3 and 4, /dev/null as 0 to 2, nothing else open, an empty environment, and
/// signals as a new process has them. Returns 0 or an error number.
int weerthuis_spawn(pid_t *process, const char *program, char *const arguments[], int socket, int secret);

#endif
