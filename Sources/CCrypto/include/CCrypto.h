#ifndef WEERTHUIS_CCRYPTO_H
#define WEERTHUIS_CCRYPTO_H

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/rsa.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

// The deprecated and variadic calls (EVP_PKEY_Q_keygen) and the function-like macros (OPENSSL_free, EVP_PKEY_CTX_ctrl
// wrappers of OpenSSL 1.1) are not used, so nothing needs a shim at present.

#endif
