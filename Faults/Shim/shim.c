// Loaded into a node with LD_PRELOAD: a clock that can be set, and a disk that fails. What it does stands in the control file
// named by WEERTHUIS_FAULTS. Only files in a folder called "store" are touched.
//
// A power failure takes back every write to the store that was not flushed, newest first, and then kills the process. That is
// stricter than a kill, after which the system still writes what it was given.

#define _GNU_SOURCE
#include "../CFaults/include/CFaults.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static struct faults_control *control;
/// A command beside the node: it has the node's clock, and no faults of its own.
static int is_visitor;

static struct {
    int (*clock_gettime)(clockid_t, struct timespec *);
    int (*gettimeofday)(struct timeval *, void *);
    time_t (*time)(time_t *);
    ssize_t (*pwrite)(int, const void *, size_t, off_t);
    ssize_t (*write)(int, const void *, size_t);
    int (*ftruncate)(int, off_t);
    int (*fdatasync)(int);
    int (*fsync)(int);
} real;

__attribute__((constructor)) static void load(void) {
    real.clock_gettime = dlsym(RTLD_NEXT, "clock_gettime");
    real.gettimeofday = dlsym(RTLD_NEXT, "gettimeofday");
    real.time = dlsym(RTLD_NEXT, "time");
    real.pwrite = dlsym(RTLD_NEXT, "pwrite64");
    real.write = dlsym(RTLD_NEXT, "write");
    real.ftruncate = dlsym(RTLD_NEXT, "ftruncate64");
    real.fdatasync = dlsym(RTLD_NEXT, "fdatasync");
    real.fsync = dlsym(RTLD_NEXT, "fsync");
    const char *path = getenv("WEERTHUIS_FAULTS");
    if (path == NULL) return;
    is_visitor = getenv("WEERTHUIS_FAULTS_VISITOR") != NULL;
    int descriptor = open(path, O_RDWR | O_CLOEXEC);
    if (descriptor < 0) return;
    void *memory = mmap(NULL, sizeof *control, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0);
    close(descriptor);
    if (memory != MAP_FAILED) control = memory;
}

// The clock

static int64_t offset(void) { return control == NULL ? 0 : __atomic_load_n(&control->clock_offset, __ATOMIC_RELAXED); }

int clock_gettime(clockid_t clock, struct timespec *time) {
    if (real.clock_gettime == NULL) load();
    int result = real.clock_gettime(clock, time);
    int64_t shift = offset();
    if (result != 0 || shift == 0 || (clock != CLOCK_REALTIME && clock != CLOCK_REALTIME_COARSE)) return result;
    int64_t nanoseconds = time->tv_nsec + (shift % 1000) * 1000000;
    time->tv_sec += shift / 1000;
    if (nanoseconds < 0) nanoseconds += 1000000000, time->tv_sec -= 1;
    if (nanoseconds >= 1000000000) nanoseconds -= 1000000000, time->tv_sec += 1;
    time->tv_nsec = nanoseconds;
    return result;
}

int gettimeofday(struct timeval *restrict time, void *restrict zone) {
    (void)zone;
    struct timespec now;
    if (clock_gettime(CLOCK_REALTIME, &now) != 0) return -1;
    time->tv_sec = now.tv_sec, time->tv_usec = now.tv_nsec / 1000;
    return 0;
}

time_t time(time_t *place) {
    struct timespec now;
    if (clock_gettime(CLOCK_REALTIME, &now) != 0) return (time_t)-1;
    if (place != NULL) *place = now.tv_sec;
    return now.tv_sec;
}

// The disk

struct undo {
    struct undo *earlier;
    int descriptor;
    dev_t device;
    ino_t file;
    /// Flushes of the file before the write.
    int64_t flushes;
    off_t size;
    off_t place;
    size_t count;
    unsigned char bytes[];
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct undo *newest;

static int is_store(int descriptor) {
    char link[64], path[PATH_MAX];
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length <= 0) return 0;
    path[length] = 0;
    if (strstr(path, "/store/") == NULL) return 0;
    size_t count = (size_t)length;
    return (count > 7 && strcmp(path + count - 7, ".sqlite") == 0) ||
           (count > 4 && strcmp(path + count - 4, "-wal") == 0);
}

static int64_t *flushes(ino_t file) { return &control->flushes[file % FAULTS_FILES]; }

/// Keeps what a write is about to change. `lock` is held.
static void remember(int descriptor, off_t place, size_t count) {
    struct stat status;
    if (fstat(descriptor, &status) != 0) return;
    struct undo *entry = malloc(sizeof *entry + count);
    if (entry == NULL) return;
    // The descriptor may be closed before the power fails; the copy is not.
    *entry = (struct undo){newest, fcntl(descriptor, F_DUPFD_CLOEXEC, 3), status.st_dev, status.st_ino,
                           __atomic_load_n(flushes(status.st_ino), __ATOMIC_RELAXED), status.st_size, place, 0};
    ssize_t found = pread(descriptor, entry->bytes, count, place);
    entry->count = found > 0 ? (size_t)found : 0;
    newest = entry;
}

/// What was flushed stays. `lock` is held.
static void keep(int descriptor) {
    struct stat status;
    if (fstat(descriptor, &status) != 0) return;
    __atomic_add_fetch(flushes(status.st_ino), 1, __ATOMIC_RELAXED);
    struct undo **next = &newest;
    while (*next != NULL) {
        struct undo *entry = *next;
        if (entry->device != status.st_dev || entry->file != status.st_ino) {
            next = &entry->earlier;
            continue;
        }
        *next = entry->earlier;
        close(entry->descriptor);
        free(entry);
    }
}

/// `lock` is held, and stays so: nothing is written any more.
static void end(void) {
    if (__atomic_load_n(&control->ends_by_power, __ATOMIC_RELAXED) != 0) {
        for (struct undo *entry = newest; entry != NULL; entry = entry->earlier) {
            if (__atomic_load_n(flushes(entry->file), __ATOMIC_RELAXED) != entry->flushes) continue;
            real.pwrite(entry->descriptor, entry->bytes, entry->count, entry->place);
            real.ftruncate(entry->descriptor, entry->size);
        }
    }
    kill(getpid(), SIGKILL);
    for (;;) pause();
}

static int keeps_power(void) { return __atomic_load_n(&control->ends_by_power, __ATOMIC_RELAXED) != 0; }

/// Counts an operation, which may be the last. `lock` is held.
static void count(void) {
    __atomic_add_fetch(&control->operations, 1, __ATOMIC_RELAXED);
    int64_t left = __atomic_load_n(&control->end_after, __ATOMIC_RELAXED);
    if (left < 0) return;
    if (left == 0) end();
    __atomic_store_n(&control->end_after, left - 1, __ATOMIC_RELAXED);
}

static int fails(const int64_t *field) {
    int64_t code = __atomic_load_n(field, __ATOMIC_RELAXED);
    if (code == 0) return 0;
    __atomic_add_fetch(&control->failures, 1, __ATOMIC_RELAXED);
    errno = (int)code;
    return 1;
}

ssize_t pwrite64(int descriptor, const void *bytes, size_t size, off64_t place) {
    if (control == NULL || is_visitor || !is_store(descriptor)) return real.pwrite(descriptor, bytes, size, place);
    if (fails(&control->write_error)) return -1;
    pthread_mutex_lock(&lock);
    count();
    if (keeps_power()) remember(descriptor, place, size);
    ssize_t result = real.pwrite(descriptor, bytes, size, place);
    pthread_mutex_unlock(&lock);
    return result;
}

ssize_t pwrite(int descriptor, const void *bytes, size_t size, off_t place) {
    return pwrite64(descriptor, bytes, size, place);
}

ssize_t write(int descriptor, const void *bytes, size_t size) {
    if (real.write == NULL) load();
    if (control == NULL || is_visitor || descriptor <= 2 || !is_store(descriptor)) return real.write(descriptor, bytes, size);
    off_t place = lseek(descriptor, 0, SEEK_CUR);
    ssize_t result = pwrite64(descriptor, bytes, size, place);
    if (result > 0) lseek(descriptor, place + result, SEEK_SET);
    return result;
}

int ftruncate64(int descriptor, off64_t size) {
    if (control == NULL || is_visitor || !is_store(descriptor)) return real.ftruncate(descriptor, size);
    pthread_mutex_lock(&lock);
    count();
    struct stat status;
    if (keeps_power() && fstat(descriptor, &status) == 0 && size < status.st_size)
        remember(descriptor, size, (size_t)(status.st_size - size));
    int result = real.ftruncate(descriptor, size);
    pthread_mutex_unlock(&lock);
    return result;
}

int ftruncate(int descriptor, off_t size) { return ftruncate64(descriptor, size); }

static int flush(int descriptor, int (*call)(int)) {
    if (control == NULL || !is_store(descriptor)) return call(descriptor);
    if (is_visitor) {
        int result = call(descriptor);
        if (result == 0) keep(descriptor);
        return result;
    }
    if (fails(&control->flush_error)) return -1;
    int64_t delay = __atomic_load_n(&control->flush_delay, __ATOMIC_RELAXED);
    if (delay > 0) usleep((useconds_t)delay);
    pthread_mutex_lock(&lock);
    count();
    int result = call(descriptor);
    if (result == 0) keep(descriptor);
    pthread_mutex_unlock(&lock);
    return result;
}

int fdatasync(int descriptor) { return flush(descriptor, real.fdatasync); }

int fsync(int descriptor) { return flush(descriptor, real.fsync); }
