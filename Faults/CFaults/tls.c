#include "CFaults.h"

#include <fcntl.h>
#include <openssl/ssl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

struct faults_control *faults_map(const char *path) {
    int descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor < 0) return NULL;
    struct faults_control *control = NULL;
    if (ftruncate(descriptor, sizeof *control) == 0) {
        void *memory = mmap(NULL, sizeof *control, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0);
        if (memory != MAP_FAILED) control = memory;
    }
    close(descriptor);
    return control;
}

static int answer(char *buffer, int size, int writing, void *passphrase) {
    (void)writing;
    int length = (int)strlen(passphrase);
    if (length > size) return -1;
    memcpy(buffer, passphrase, (size_t)length);
    return length;
}

void *faults_tls_server(const char *certificate, const char *key, const char *passphrase) {
    SSL_CTX *context = SSL_CTX_new(TLS_server_method());
    if (context == NULL) return NULL;
    SSL_CTX_set_default_passwd_cb(context, answer);
    SSL_CTX_set_default_passwd_cb_userdata(context, (void *)passphrase);
    if (SSL_CTX_use_certificate_chain_file(context, certificate) == 1 &&
        SSL_CTX_use_PrivateKey_file(context, key, SSL_FILETYPE_PEM) == 1)
        return context;
    SSL_CTX_free(context);
    return NULL;
}

void *faults_tls_client(void) { return SSL_CTX_new(TLS_client_method()); }

static void *begin(void *context, int descriptor, int (*handshake)(SSL *)) {
    SSL *connection = SSL_new(context);
    if (connection == NULL) return NULL;
    if (SSL_set_fd(connection, descriptor) == 1 && handshake(connection) == 1) return connection;
    SSL_free(connection);
    return NULL;
}

void *faults_tls_accept(void *context, int descriptor) { return begin(context, descriptor, SSL_accept); }

void *faults_tls_connect(void *context, int descriptor) { return begin(context, descriptor, SSL_connect); }

int faults_tls_read(void *connection, uint8_t *bytes, int count) { return SSL_read(connection, bytes, count); }

int faults_tls_write(void *connection, const uint8_t *bytes, int count) { return SSL_write(connection, bytes, count); }

void faults_tls_close(void *connection) {
    SSL_shutdown(connection);
    SSL_free(connection);
}

int faults_reset_on_close(int descriptor) {
    struct linger linger = {1, 0};
    return setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &linger, sizeof linger);
}
