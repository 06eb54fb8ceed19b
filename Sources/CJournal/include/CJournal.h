#ifndef WEERTHUIS_CJOURNAL_H
#define WEERTHUIS_CJOURNAL_H

/// The file system of the store's databases, by its name in SQLite: the one of this machine, but for journals.
///
/// SQLite writes a frame of its journal in two calls, first the header and at once the page behind it. Here the header waits for its page,
/// and both go to the system in one call. Nothing else ever waits: what SQLite has written of a page, the system has.
extern const char *const weerthuis_file_system;

/// Makes it known to SQLite. Asked again, it does nothing. Not for two threads at once.
///
/// @return SQLITE_OK, or what SQLite says.
int weerthuis_add_file_system(void);

#endif
