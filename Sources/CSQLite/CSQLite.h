#ifndef WEERTHUIS_CSQLITE_H
#define WEERTHUIS_CSQLITE_H

#include <sqlite3.h>

// SQLITE_TRANSIENT casts -1 to a function pointer, which Swift does not import.

static inline int weerthuis_bind_text(sqlite3_stmt *statement, int place, const char *text, int count) {
    return sqlite3_bind_text(statement, place, text, count, SQLITE_TRANSIENT);
}

static inline int weerthuis_bind_blob(sqlite3_stmt *statement, int place, const void *bytes, int count) {
    return sqlite3_bind_blob(statement, place, bytes, count, SQLITE_TRANSIENT);
}

// sqlite3_config is variadic too. What a savepoint takes back is kept in memory: SQLite would write it to a temporary file. Nobody asks
// how much memory it uses, so it need not count that under a lock at each allocation.

static inline int weerthuis_configure_sqlite(void) {
    int outcome = sqlite3_config(SQLITE_CONFIG_STMTJRNL_SPILL, -1);
    return outcome == SQLITE_OK ? sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0) : outcome;
}

// sqlite3_db_config is variadic, which Swift does not call. A defensive connection refuses SQL that could corrupt the file.

static inline int weerthuis_make_defensive(sqlite3 *database) {
    int outcome = sqlite3_db_config(database, SQLITE_DBCONFIG_DEFENSIVE, 1, (int *)0);
    if (outcome != SQLITE_OK) return outcome;
    return sqlite3_db_config(database, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, (int *)0);
}

#endif
