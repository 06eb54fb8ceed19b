#ifndef WEERTHUIS_CJOURNAL_H
#define WEERTHUIS_CJOURNAL_H

/// The file system of the store's databases, by its name in SQLite: the one of this machine, but for journals.
///
/// SQLite writes a page to its journal in two calls, and flushes the journal at the end of a transaction. Here what is written on end
/// goes to the disk in one call for many pages: when it is flushed, read or cut, when 64 KB wait, and at the latest with the last page
/// of a transaction. Nobody else can see less than SQLite tells of: other connections learn of pages after that last one only.
extern const char *const weerthuis_file_system;

/// Makes it known to SQLite. Asked again, it does nothing.
///
/// @return SQLITE_OK, or what SQLite says.
int weerthuis_add_file_system(void);

#endif
