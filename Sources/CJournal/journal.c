#include "CJournal.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

const char *const weerthuis_file_system = "weerthuis";

enum {
    // Before each page (SQLite's "WAL Format", Frame Header).
    HEADER_SIZE = 24,
    PAGE_LIMIT = 64 * 1024,
};

typedef struct {
    sqlite3_file file;
    // A header, and room for the page behind it; NULL before the first of them.
    unsigned char *frame;
    // Whether the header waits for its page, and where in the file it belongs.
    int waits;
    sqlite3_int64 place;
    // Whether the last call was a read. A header that is written then stands before a page that is there already.
    int was_read;
} journal;

static sqlite3_vfs *machine;
static sqlite3_vfs ours;

// The machine's own file stands behind ours in the memory that SQLite gives.
static sqlite3_file *inner(sqlite3_file *file) { return (sqlite3_file *)((journal *)file + 1); }

static int write_header(sqlite3_file *file) {
    journal *own = (journal *)file;
    if (!own->waits) return SQLITE_OK;
    own->waits = 0;
    return inner(file)->pMethods->xWrite(inner(file), own->frame, HEADER_SIZE, own->place);
}

static int may_wait(journal *own, int count) {
    if (count != HEADER_SIZE || own->was_read) return 0;
    if (own->frame == NULL) own->frame = malloc(HEADER_SIZE + PAGE_LIMIT);
    return own->frame != NULL;
}

static int write_frame(sqlite3_file *file, const void *page, int count) {
    journal *own = (journal *)file;
    memcpy(own->frame + HEADER_SIZE, page, (size_t)count);
    own->waits = 0;
    return inner(file)->pMethods->xWrite(inner(file), own->frame, HEADER_SIZE + count, own->place);
}

static int journal_write(sqlite3_file *file, const void *bytes, int count, sqlite3_int64 place) {
    journal *own = (journal *)file;
    if (own->waits && place == own->place + HEADER_SIZE && count <= PAGE_LIMIT) return write_frame(file, bytes, count);
    int outcome = write_header(file);
    if (outcome != SQLITE_OK) return outcome;
    if (may_wait(own, count)) {
        memcpy(own->frame, bytes, HEADER_SIZE);
        own->place = place;
        own->waits = 1;
        return SQLITE_OK;
    }
    own->was_read = 0;
    return inner(file)->pMethods->xWrite(inner(file), bytes, count, place);
}

static int journal_read(sqlite3_file *file, void *bytes, int count, sqlite3_int64 place) {
    int outcome = write_header(file);
    ((journal *)file)->was_read = 1;
    return outcome == SQLITE_OK ? inner(file)->pMethods->xRead(inner(file), bytes, count, place) : outcome;
}

static int journal_truncate(sqlite3_file *file, sqlite3_int64 size) {
    int outcome = write_header(file);
    return outcome == SQLITE_OK ? inner(file)->pMethods->xTruncate(inner(file), size) : outcome;
}

static int journal_sync(sqlite3_file *file, int flags) {
    int outcome = write_header(file);
    return outcome == SQLITE_OK ? inner(file)->pMethods->xSync(inner(file), flags) : outcome;
}

static int journal_size(sqlite3_file *file, sqlite3_int64 *size) {
    int outcome = write_header(file);
    return outcome == SQLITE_OK ? inner(file)->pMethods->xFileSize(inner(file), size) : outcome;
}

static int journal_close(sqlite3_file *file) {
    int outcome = write_header(file);
    free(((journal *)file)->frame);
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
