#ifndef WEERTHUIS_CMICROHTTPD_H
#define WEERTHUIS_CMICROHTTPD_H

#include <gnutls/abstract.h>
#include <gnutls/gnutls.h>
#include <microhttpd.h>
#include <stdint.h>
#include <string.h>
#include <sys/socket.h>

// MHD_start_daemon is variadic, which Swift does not call, and its options carry functions as integers. So the options
// that differ between listeners stand in a structure, and the call is made here.

typedef struct {
    int listening_socket;
    unsigned int threads;
    unsigned int connections;
    unsigned int idle_seconds;
    size_t connection_memory;
    // NULL for a plain listener.
    const char *tls_priorities;
    gnutls_certificate_retrieve_function2 *certificate;
    MHD_AcceptPolicyCallback accept;
    MHD_AccessHandlerCallback handle;
    MHD_NotifyConnectionCallback connection_changed;
    MHD_RequestCompletedCallback request_completed;
    void *(*request_line)(void *context, const char *uri, struct MHD_Connection *connection);
    size_t (*unescape)(void *context, struct MHD_Connection *connection, char *text);
    void *context;
} weerthuis_daemon_options;

// poll, not epoll: with epoll, 0.9.75 never sees the end of a connection that arrives together with its last bytes, and
// keeps it until it times out.
// The strict mode of 0.9.75 is not used: what it adds (Host, space in the target) is checked by us, and its own refusals
// of those send their head twice.
static inline struct MHD_Daemon *weerthuis_start_daemon(const weerthuis_daemon_options *options) {
    unsigned int flags = MHD_USE_POLL_INTERNAL_THREAD | MHD_USE_SUSPEND_RESUME;
    struct MHD_OptionItem tls[] = {
        {MHD_OPTION_HTTPS_PRIORITIES, 0, (void *)options->tls_priorities},
        {MHD_OPTION_HTTPS_CERT_CALLBACK, 0, (void *)options->certificate},
        {MHD_OPTION_END, 0, NULL},
    };
    struct MHD_OptionItem plain[] = {{MHD_OPTION_END, 0, NULL}};
    if (options->tls_priorities) flags |= MHD_USE_TLS;
    return MHD_start_daemon(
        flags, 0, options->accept, options->context, options->handle, options->context,
        MHD_OPTION_LISTEN_SOCKET, options->listening_socket,
        MHD_OPTION_THREAD_POOL_SIZE, options->threads,
        MHD_OPTION_CONNECTION_LIMIT, options->connections,
        MHD_OPTION_CONNECTION_TIMEOUT, options->idle_seconds,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, options->connection_memory,
        MHD_OPTION_NOTIFY_CONNECTION, options->connection_changed, options->context,
        MHD_OPTION_NOTIFY_COMPLETED, options->request_completed, options->context,
        MHD_OPTION_URI_LOG_CALLBACK, options->request_line, options->context,
        MHD_OPTION_UNESCAPE_CALLBACK, options->unescape, options->context,
#if MHD_VERSION >= 0x01000000
        MHD_OPTION_CLIENT_DISCIPLINE_LVL, 2,
#endif
        MHD_OPTION_ARRAY, options->tls_priorities ? tls : plain,
        MHD_OPTION_END);
}

// MHD_get_connection_info is variadic, and answers with a union.

static inline void *weerthuis_connection_context(struct MHD_Connection *connection) {
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    return info ? info->socket_context : NULL;
}

static inline int weerthuis_connection_socket(struct MHD_Connection *connection) {
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    return info ? info->connect_fd : -1;
}

static inline const struct sockaddr *weerthuis_connection_address(struct MHD_Connection *connection) {
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    return info ? info->client_addr : NULL;
}

// From the first byte of the method to the first byte after the empty line.
static inline size_t weerthuis_header_size(struct MHD_Connection *connection) {
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE);
    return info ? info->header_size : 0;
}

// Sends bytes outside any answer. Only from the thread that serves the connection.
static inline void weerthuis_send_tls(struct MHD_Connection *connection, const void *bytes, size_t count) {
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_GNUTLS_SESSION);
    if (info && info->tls_session) (void)gnutls_record_send((gnutls_session_t)info->tls_session, bytes, count);
}

// Whether the library itself refuses bare LF, folded lines and space before the colon; then it also moves the bytes of
// the header section, so that their places prove nothing.
static inline int weerthuis_library_is_strict(void) {
#if MHD_VERSION >= 0x01000000
    return 1;
#else
    return 0;
#endif
}

// The session pointer of a TLS connection is the connection; the library sets it.
static inline struct MHD_Connection *weerthuis_session_connection(gnutls_session_t session) {
    return (struct MHD_Connection *)gnutls_session_get_ptr(session);
}

#endif
