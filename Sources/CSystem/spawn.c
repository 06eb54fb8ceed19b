#define _GNU_SOURCE
#include "CSystem.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <unistd.h>

/// Descriptors are first put above every target, so that no move overwrites the source of the next.
static const int above_targets = 10;

static int prepare_files(posix_spawn_file_actions_t *actions, int socket, int secret) {
    int error = posix_spawn_file_actions_addopen(actions, 0, "/dev/null", O_RDONLY, 0);
    if (!error) error = posix_spawn_file_actions_addopen(actions, 1, "/dev/null", O_WRONLY, 0);
    if (!error) error = posix_spawn_file_actions_adddup2(actions, 1, 2);
    if (!error) error = posix_spawn_file_actions_adddup2(actions, socket, 3);
    if (!error) error = posix_spawn_file_actions_adddup2(actions, secret, 4);
    if (!error) error = posix_spawn_file_actions_addclosefrom_np(actions, 5);
    return error;
}

static int prepare_signals(posix_spawnattr_t *attributes) {
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    int error = posix_spawnattr_setsigmask(attributes, &none);
    if (!error) error = posix_spawnattr_setsigdefault(attributes, &all);
    if (!error) error = posix_spawnattr_setflags(attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    return error;
}

static int spawn(pid_t *process, const char *program, char *const arguments[], int socket, int secret) {
    static char *const environment[] = {NULL};
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    int error = posix_spawn_file_actions_init(&actions);
    if (error) return error;
    error = posix_spawnattr_init(&attributes);
    if (!error) {
        error = prepare_files(&actions, socket, secret);
        if (!error) error = prepare_signals(&attributes);
        if (!error) error = posix_spawn(process, program, &actions, &attributes, arguments, environment);
        posix_spawnattr_destroy(&attributes);
    }
    posix_spawn_file_actions_destroy(&actions);
    return error;
}

int weerthuis_spawn(pid_t *process, const char *program, char *const arguments[], int socket, int secret) {
    int high_socket = fcntl(socket, F_DUPFD_CLOEXEC, above_targets);
    if (high_socket < 0) return errno;
    int high_secret = fcntl(secret, F_DUPFD_CLOEXEC, above_targets);
    int error = high_secret < 0 ? errno : spawn(process, program, arguments, high_socket, high_secret);
    if (high_secret >= 0) close(high_secret);
    close(high_socket);
    return error;
}
