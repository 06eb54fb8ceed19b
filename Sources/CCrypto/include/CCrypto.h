#ifndef WEERTHUIS_CCRYPTO_H
#define WEERTHUIS_CCRYPTO_H

#include <openssl/evp.h>

#endif
