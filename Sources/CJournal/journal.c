#include "CJournal.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

const char *const weerthuis_file_system = "weerthuis";

enum {
    // Below the 128 KB that SQLite gives to the system in one call.
    ROOM = 64 * 1024,
    // Before each page. Its second number is the size of the database with the last page of a transaction, and 0 with others
    // (SQLite's "WAL Format", Frame Header).
    FRAME_HEADER_SIZE = 24,
    FRAME_END_PLACE = 4,
};

typedef struct {
    sqlite3_file file;
    // What was written and did not go to the disk yet; NULL before the first of it.
    unsigned char *waiting;
    int count;
    // Where in the file it begins.
    sqlite3_int64 place;
    // Whether the next page is the last one of a transaction.
    int ends;
} journal;

static sqlite3_vfs *machine;
static sqlite3_vfs ours;

// The machine's own file stands behind ours in the memory that SQLite gives.
static sqlite3_file *inner(sqlite3_file *file) { return (sqlite3_file *)((journal *)file + 1); }

static int write_out(sqlite3_file *file) {
    journal *own = (journal *)file;
    if (own->count == 0) return SQLITE_OK;
    int count = own->count;
    // Also when it fails: SQLite takes the transaction back then, and writes there again.
    own->count = 0;
    return inner(file)->pMethods->xWrite(inner(file), own->waiting, count, own->place);
}

static int fits(const journal *own, int count, sqlite3_int64 place) {
    return own->count == 0 || (place == own->place + own->count && count <= ROOM - own->count);
}

static int is_last_header(const unsigned char *bytes, int count) {
    static const unsigned char none[4];
    return count == FRAME_HEADER_SIZE && memcmp(bytes + FRAME_END_PLACE, none, sizeof none) != 0;
}

static int journal_write(sqlite3_file *file, const void *bytes, int count, sqlite3_int64 place) {
    journal *own = (journal *)file;
    int outcome = fits(own, count, place) ? SQLITE_OK : write_out(file);
    if (outcome != SQLITE_OK) return outcome;
    if (own->waiting == NULL) own->waiting = malloc(ROOM);
    if (own->waiting == NULL || count > ROOM) return inner(file)->pMethods->xWrite(inner(file), bytes, count, place);
    if (own->count == 0) own->place = place;
    memcpy(own->waiting + own->count, bytes, (size_t)count);
    own->count += count;
    if (own->ends) outcome = write_out(file);
    own->ends = is_last_header(bytes, count);
    return outcome;
}

static int journal_read(sqlite3_file *file, void *bytes, int count, sqlite3_int64 place) {
    int outcome = write_out(file);
    return outcome == SQLITE_OK ? inner(file)->pMethods->xRead(inner(file), bytes, count, place) : outcome;
}

static int journal_truncate(sqlite3_file *file, sqlite3_int64 size) {
    int outcome = write_out(file);
    return outcome == SQLITE_OK ? inner(file)->pMethods->xTruncate(inner(file), size) : outcome;
}

static int journal_sync(sqlite3_file *file, int flags) {
    int outcome = write_out(file);
    return outcome == SQLITE_OK ? inner(file)->pMethods->xSync(inner(file), flags) : outcome;
}

static int journal_size(sqlite3_file *file, sqlite3_int64 *size) {
    int outcome = write_out(file);
    return outcome == SQLITE_OK ? inner(file)->pMethods->xFileSize(inner(file), size) : outcome;
}

static int journal_close(sqlite3_file *file) {
    int outcome = write_out(file);
    free(((journal *)file)->waiting);
    int closed = inner(file)->pMethods->xClose(inner(file));
    return outcome == SQLITE_OK ? closed : outcome;
}

static int journal_lock(sqlite3_file *file, int level) { return inner(file)->pMethods->xLock(inner(file), level); }

static int journal_unlock(sqlite3_file *file, int level) { return inner(file)->pMethods->xUnlock(inner(file), level); }

static int journal_is_reserved(sqlite3_file *file, int *is_reserved) {
    return inner(file)->pMethods->xCheckReservedLock(inner(file), is_reserved);
}

static int journal_control(sqlite3_file *file, int operation, void *argument) {
    return inner(file)->pMethods->xFileControl(inner(file), operation, argument);
}

static int journal_sector_size(sqlite3_file *file) { return inner(file)->pMethods->xSectorSize(inner(file)); }

static int journal_characteristics(sqlite3_file *file) {
    return inner(file)->pMethods->xDeviceCharacteristics(inner(file));
}

// Memory is shared beside the database, not beside its journal: what a file of version 1 has is enough.
static const sqlite3_io_methods methods = {
    .iVersion = 1,
    .xClose = journal_close,
    .xRead = journal_read,
    .xWrite = journal_write,
    .xTruncate = journal_truncate,
    .xSync = journal_sync,
    .xFileSize = journal_size,
    .xLock = journal_lock,
    .xUnlock = journal_unlock,
    .xCheckReservedLock = journal_is_reserved,
    .xFileControl = journal_control,
    .xSectorSize = journal_sector_size,
    .xDeviceCharacteristics = journal_characteristics,
};

static int open_file(sqlite3_vfs *vfs, sqlite3_filename name, sqlite3_file *file, int flags, int *opened) {
    (void)vfs;
    if ((flags & SQLITE_OPEN_WAL) == 0) return machine->xOpen(machine, name, file, flags, opened);
    memset(file, 0, sizeof(journal) + sizeof(sqlite3_file));
    int outcome = machine->xOpen(machine, name, inner(file), flags, opened);
    // SQLite closes what has methods, also after a failure.
    if (inner(file)->pMethods != NULL) file->pMethods = &methods;
    return outcome;
}

int weerthuis_add_file_system(void) {
    if (sqlite3_vfs_find(weerthuis_file_system) != NULL) return SQLITE_OK;
    machine = sqlite3_vfs_find(NULL);
    if (machine == NULL) return SQLITE_ERROR;
    ours = *machine;
    ours.zName = weerthuis_file_system;
    ours.szOsFile += (int)sizeof(journal);
    ours.xOpen = open_file;
    return sqlite3_vfs_register(&ours, 0);
}
