#ifndef WEERTHUIS_CFAULTS_H
#define WEERTHUIS_CFAULTS_H

#include <stdint.h>

#define FAULTS_FILES 64

/// What the shim of one process does, in a file that both the driver and that process map. All fields may change at any time.
struct faults_control {
    /// Milliseconds added to the clock on the wall.
    int64_t clock_offset;
    /// After so many writes and flushes of the store the process ends; below zero: never.
    int64_t end_after;
    /// 0: the process is killed. 1: the power fails, so what was not flushed is taken back first.
    int64_t ends_by_power;
    /// Every flush of the store fails with this errno; 0: none.
    int64_t flush_error;
    /// Every write to the store fails with this errno; 0: none.
    int64_t write_error;
    /// Microseconds that every flush of the store takes longer.
    int64_t flush_delay;
    /// Counts writes and flushes of the store.
    int64_t operations;
    /// Counts those that were made to fail.
    int64_t failures;
    /// Counts flushes by file (the number of its inode, divided; the rest counts), also those of commands beside the node: what
    /// they flush, they flush for all.
    int64_t flushes[FAULTS_FILES];
};

/// Makes or opens the control file, and maps it. NULL with errno set when that fails.
struct faults_control *faults_map(const char *path);

// OpenSSL's TLS, which the product leaves to libcurl and libmicrohttpd. Blocking, one thread for each connection.

/// NULL when the files can't be used.
void *faults_tls_server(const char *certificate, const char *key, const char *passphrase);
/// Trusts everybody: the relay only passes on what the nodes protect themselves.
void *faults_tls_client(void);
/// NULL when the handshake fails. The descriptor stays the caller's.
void *faults_tls_accept(void *context, int descriptor);
void *faults_tls_connect(void *context, int descriptor);
/// Bytes read; 0 or less at the end.
int faults_tls_read(void *connection, uint8_t *bytes, int count);
int faults_tls_write(void *connection, const uint8_t *bytes, int count);
void faults_tls_close(void *connection);

/// Makes close() of a socket a reset instead of an end.
int faults_reset_on_close(int descriptor);

#endif
