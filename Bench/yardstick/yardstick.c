/* What libcrypto itself can do on this machine: the yardstick for our envelopes.
 *
 *   yardstick --pki FOLDER --alg ec|rsa3072 --payload FILE --op OP [--seconds S] [--cbc]
 *
 *   cms-seal      CMS_sign then CMS_encrypt for two recipients, certificates embedded
 *   cms-open      CMS_decrypt then CMS_verify of such a message, signer certificate handed in, no chain
 *   floor-seal    the bare primitives of sealing: 2 digests, 1 signature, 2 key agreements or encryptions, 1 cipher pass
 *   floor-open    the bare primitives of opening: 1 agreement or decryption, 1 cipher pass, 2 digests, 1 verification
 *   sign verify agree keygen     one primitive
 *
 * Prints one line of JSON. Keys are parsed once, algorithms are fetched once, contexts are reused. */
#include <openssl/cms.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/rsa.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

static const char *folder = "pki", *algorithm = "ec", *payload_path = NULL, *operation = "cms-seal";
static double seconds = 1;
static int use_cbc = 0;

static unsigned char *payload;
static size_t payload_size;
static X509 *sender, *first, *second, *issuing;
static EVP_PKEY *sender_key, *first_key;
static EVP_CIPHER *cipher, *wrap;
static EVP_MD *sha256;

static void stop(const char *what) {
    fprintf(stderr, "yardstick: %s failed\n", what);
    ERR_print_errors_fp(stderr);
    exit(3);
}

#define MUST(expression)                                                                                               \
    do {                                                                                                               \
        if (!(expression)) stop(#expression);                                                                          \
    } while (0)

static double clock_now(clockid_t clock) {
    struct timespec t;
    clock_gettime(clock, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static FILE *open_file(const char *name, const char *suffix) {
    char path[1024];
    snprintf(path, sizeof path, "%s/%s-%s.%s", folder, algorithm, name, suffix);
    FILE *file = fopen(path, "r");
    if (!file) stop(path);
    return file;
}

static X509 *load_certificate(const char *name) {
    FILE *file = open_file(name, "pem");
    X509 *certificate = PEM_read_X509(file, NULL, NULL, NULL);
    fclose(file);
    MUST(certificate);
    return certificate;
}

static EVP_PKEY *load_key(const char *name) {
    FILE *file = open_file(name, "key");
    EVP_PKEY *key = PEM_read_PrivateKey(file, NULL, NULL, NULL);
    fclose(file);
    MUST(key);
    return key;
}

static void load_payload(void) {
    FILE *file = fopen(payload_path, "r");
    if (!file) stop(payload_path);
    fseek(file, 0, SEEK_END);
    payload_size = (size_t)ftell(file);
    rewind(file);
    MUST(payload = malloc(payload_size));
    MUST(fread(payload, 1, payload_size, file) == payload_size);
    fclose(file);
}

/* ---- OpenSSL's own CMS ---- */

static int cms_seal(unsigned char **out, int embed) {
    unsigned flags = CMS_BINARY | CMS_NOSMIMECAP | (embed ? 0 : CMS_NOCERTS);
    BIO *in = BIO_new_mem_buf(payload, (int)payload_size);
    CMS_ContentInfo *message = CMS_sign(NULL, NULL, NULL, in, flags | CMS_PARTIAL);
    MUST(message && CMS_add1_signer(message, sender, sender_key, sha256, flags));
    if (embed) MUST(CMS_add1_cert(message, issuing));
    MUST(CMS_final(message, in, NULL, CMS_BINARY));
    unsigned char *inner = NULL;
    int size = i2d_CMS_ContentInfo(message, &inner);
    MUST(size > 0);
    CMS_ContentInfo_free(message);
    BIO_free(in);

    BIO *signed_bytes = BIO_new_mem_buf(inner, size);
    STACK_OF(X509) *recipients = sk_X509_new_null();
    sk_X509_push(recipients, first);
    sk_X509_push(recipients, second);
    MUST(message = CMS_encrypt(recipients, signed_bytes, cipher, CMS_BINARY));
    *out = NULL;
    size = i2d_CMS_ContentInfo(message, out);
    MUST(size > 0);
    CMS_ContentInfo_free(message);
    sk_X509_free(recipients);
    BIO_free(signed_bytes);
    OPENSSL_free(inner);
    return size;
}

static void cms_open(const unsigned char *sealed, int size) {
    const unsigned char *cursor = sealed;
    CMS_ContentInfo *message = d2i_CMS_ContentInfo(NULL, &cursor, size);
    BIO *inner = BIO_new(BIO_s_mem()), *content = BIO_new(BIO_s_mem());
    MUST(message && CMS_decrypt(message, first_key, first, NULL, inner, CMS_BINARY));
    CMS_ContentInfo_free(message);

    char *bytes;
    long count = BIO_get_mem_data(inner, &bytes);
    cursor = (unsigned char *)bytes;
    MUST(message = d2i_CMS_ContentInfo(NULL, &cursor, count));
    STACK_OF(X509) *signers = sk_X509_new_null();
    sk_X509_push(signers, sender);
    MUST(CMS_verify(message, signers, NULL, NULL, content, CMS_BINARY | CMS_NO_SIGNER_CERT_VERIFY) == 1);
    MUST(BIO_get_mem_data(content, &bytes) == (long)payload_size);
    sk_X509_free(signers);
    CMS_ContentInfo_free(message);
    BIO_free(inner);
    BIO_free(content);
}

/* ---- the floor: the same primitives, nothing else ---- */

typedef struct {
    EVP_PKEY_CTX *sign, *verify, *keygen, *agree, *encrypt[2], *decrypt;
    EVP_CIPHER_CTX *cipher;
    EVP_MD_CTX *digest;
    EVP_PKEY *ephemeral;
    unsigned char *work, point[256], secret[512], signature[512], digest_value[32], encrypted[512];
    size_t point_size, signature_size, encrypted_size;
} Floor;

static EVP_PKEY_CTX *context(EVP_PKEY *key, int (*initialise)(EVP_PKEY_CTX *)) {
    EVP_PKEY_CTX *made = EVP_PKEY_CTX_new_from_pkey(NULL, key, NULL);
    MUST(made && initialise(made) > 0);
    return made;
}

static EVP_PKEY_CTX *oaep(EVP_PKEY *key, int (*initialise)(EVP_PKEY_CTX *)) {
    EVP_PKEY_CTX *made = context(key, initialise);
    MUST(EVP_PKEY_CTX_set_rsa_padding(made, RSA_PKCS1_OAEP_PADDING) > 0);
    MUST(EVP_PKEY_CTX_set_rsa_oaep_md(made, EVP_sha256()) > 0 && EVP_PKEY_CTX_set_rsa_mgf1_md(made, EVP_sha256()) > 0);
    return made;
}

static void digest(Floor *floor, const void *bytes, size_t size, unsigned char *value) {
    MUST(EVP_DigestInit_ex(floor->digest, sha256, NULL) && EVP_DigestUpdate(floor->digest, bytes, size));
    MUST(EVP_DigestFinal_ex(floor->digest, value, NULL));
}

static void sign_once(Floor *floor) {
    floor->signature_size = sizeof floor->signature;
    MUST(EVP_PKEY_sign(floor->sign, floor->signature, &floor->signature_size, floor->digest_value, 32) > 0);
}

static void verify_once(Floor *floor) {
    MUST(EVP_PKEY_verify(floor->verify, floor->signature, floor->signature_size, floor->digest_value, 32) == 1);
}

static void prepare(Floor *floor) {
    memset(floor, 0, sizeof *floor);
    floor->sign = context(sender_key, EVP_PKEY_sign_init);
    floor->verify = context(X509_get0_pubkey(sender), EVP_PKEY_verify_init);
    MUST(EVP_PKEY_CTX_set_signature_md(floor->sign, EVP_sha256()) > 0);
    MUST(EVP_PKEY_CTX_set_signature_md(floor->verify, EVP_sha256()) > 0);
    MUST(floor->cipher = EVP_CIPHER_CTX_new());
    MUST(floor->digest = EVP_MD_CTX_new());
    MUST(floor->work = malloc(payload_size + 64));
    if (strcmp(algorithm, "ec") == 0) {
        floor->keygen = context(X509_get0_pubkey(first), EVP_PKEY_keygen_init);
        MUST(EVP_PKEY_keygen(floor->keygen, &floor->ephemeral) > 0);
        floor->agree = context(first_key, EVP_PKEY_derive_init);
        MUST(EVP_PKEY_get_octet_string_param(
            floor->ephemeral, "encoded-pub-key", floor->point, sizeof floor->point, &floor->point_size));
    } else {
        floor->encrypt[0] = oaep(X509_get0_pubkey(first), EVP_PKEY_encrypt_init);
        floor->encrypt[1] = oaep(X509_get0_pubkey(second), EVP_PKEY_encrypt_init);
        floor->decrypt = oaep(first_key, EVP_PKEY_decrypt_init);
        floor->encrypted_size = sizeof floor->encrypted;
        MUST(EVP_PKEY_encrypt(floor->encrypt[0], floor->encrypted, &floor->encrypted_size, floor->secret, 32) > 0);
    }
    digest(floor, payload, payload_size, floor->digest_value);
    sign_once(floor);
}

static void wrap_key(Floor *floor, const unsigned char *key) {
    unsigned char wrapped[64];
    int size;
    EVP_CIPHER_CTX_reset(floor->cipher);
    EVP_CIPHER_CTX_set_flags(floor->cipher, EVP_CIPHER_CTX_FLAG_WRAP_ALLOW);
    MUST(EVP_CipherInit_ex(floor->cipher, wrap, NULL, key, NULL, 1));
    MUST(EVP_CipherUpdate(floor->cipher, wrapped, &size, floor->secret, 32));
}

static void encrypt_payload(Floor *floor, const unsigned char *key) {
    int size;
    EVP_CIPHER_CTX_reset(floor->cipher);
    MUST(EVP_CipherInit_ex(floor->cipher, cipher, NULL, key, key, 1));
    MUST(EVP_CipherUpdate(floor->cipher, floor->work, &size, payload, (int)payload_size));
    MUST(EVP_CipherFinal_ex(floor->cipher, floor->work + size, &size));
}

static void agree_with(EVP_PKEY_CTX *own, EVP_PKEY *peer, unsigned char *secret) {
    size_t size = 66;
    MUST(EVP_PKEY_derive_set_peer_ex(own, peer, 0) > 0 && EVP_PKEY_derive(own, secret, &size) > 0);
}

static void floor_seal(Floor *floor) {
    unsigned char random[44];
    digest(floor, payload, payload_size, floor->digest_value);
    digest(floor, floor->work, 160, floor->digest_value);
    sign_once(floor);
    MUST(RAND_bytes(random, sizeof random) > 0);
    for (int i = 0; i < 2; i++) {
        if (floor->keygen) {
            EVP_PKEY *own = NULL;
            MUST(EVP_PKEY_keygen(floor->keygen, &own) > 0);
            EVP_PKEY_CTX *agree = context(own, EVP_PKEY_derive_init);
            agree_with(agree, X509_get0_pubkey(i ? second : first), floor->secret);
            digest(floor, floor->secret, 64, floor->secret);
            wrap_key(floor, floor->secret);
            MUST(EVP_PKEY_get_octet_string_param(
                own, "encoded-pub-key", floor->point, sizeof floor->point, &floor->point_size));
            EVP_PKEY_CTX_free(agree);
            EVP_PKEY_free(own);
        } else {
            size_t size = sizeof floor->encrypted;
            MUST(EVP_PKEY_encrypt(floor->encrypt[i], floor->encrypted, &size, random, 32) > 0);
        }
    }
    encrypt_payload(floor, random);
}

static void floor_open(Floor *floor) {
    if (floor->agree) {
        EVP_PKEY *peer = EVP_PKEY_new();
        MUST(EVP_PKEY_copy_parameters(peer, first_key));
        MUST(EVP_PKEY_set1_encoded_public_key(peer, floor->point, floor->point_size) > 0);
        agree_with(floor->agree, peer, floor->secret);
        EVP_PKEY_free(peer);
        digest(floor, floor->secret, 64, floor->secret);
        wrap_key(floor, floor->secret);
    } else {
        size_t size = sizeof floor->secret;
        MUST(EVP_PKEY_decrypt(floor->decrypt, floor->secret, &size, floor->encrypted, floor->encrypted_size) > 0);
    }
    encrypt_payload(floor, floor->secret);
    unsigned char unused[32];
    digest(floor, payload, payload_size, unused);
    digest(floor, floor->work, 160, unused);
    verify_once(floor);
}

/* ---- measuring ---- */

static unsigned char *sealed;
static int sealed_size;

static void perform(Floor *floor) {
    if (strcmp(operation, "cms-seal") == 0) {
        unsigned char *out;
        cms_seal(&out, 1);
        OPENSSL_free(out);
    } else if (strcmp(operation, "cms-open") == 0) {
        cms_open(sealed, sealed_size);
    } else if (strcmp(operation, "floor-seal") == 0) {
        floor_seal(floor);
    } else if (strcmp(operation, "floor-open") == 0) {
        floor_open(floor);
    } else if (strcmp(operation, "sign") == 0) {
        sign_once(floor);
    } else if (strcmp(operation, "verify") == 0) {
        verify_once(floor);
    } else if (strcmp(operation, "agree") == 0 && floor->agree) {
        agree_with(floor->agree, floor->ephemeral, floor->secret);
    } else if (strcmp(operation, "keygen") == 0 && floor->keygen) {
        EVP_PKEY *key = NULL;
        MUST(EVP_PKEY_keygen(floor->keygen, &key) > 0);
        EVP_PKEY_free(key);
    } else {
        fprintf(stderr, "yardstick: unknown operation %s\n", operation);
        exit(2);
    }
}

static void read_arguments(int count, char **words) {
    for (int i = 1; i < count; i++) {
        const char *value = i + 1 < count ? words[i + 1] : NULL;
        if (strcmp(words[i], "--cbc") == 0) {
            use_cbc = 1;
            continue;
        }
        if (!value) exit(2);
        if (strcmp(words[i], "--pki") == 0) folder = value;
        else if (strcmp(words[i], "--alg") == 0) algorithm = value;
        else if (strcmp(words[i], "--payload") == 0) payload_path = value;
        else if (strcmp(words[i], "--op") == 0) operation = value;
        else if (strcmp(words[i], "--seconds") == 0) seconds = atof(value);
        else exit(2);
        i++;
    }
    if (!payload_path) exit(2);
}

int main(int count, char **words) {
    read_arguments(count, words);
    MUST(cipher = EVP_CIPHER_fetch(NULL, use_cbc ? "AES-256-CBC" : "AES-256-GCM", NULL));
    MUST(wrap = EVP_CIPHER_fetch(NULL, "AES-256-WRAP", NULL));
    MUST(sha256 = EVP_MD_fetch(NULL, "SHA256", NULL));
    load_payload();
    issuing = load_certificate("issuing");
    sender = load_certificate("sender");
    first = load_certificate("first");
    second = load_certificate("second");
    sender_key = load_key("sender");
    first_key = load_key("first");
    sealed_size = cms_seal(&sealed, 0);
    Floor floor;
    prepare(&floor);

    for (double end = clock_now(CLOCK_MONOTONIC) + seconds / 5; clock_now(CLOCK_MONOTONIC) < end;) perform(&floor);
    long done = 0;
    double started = clock_now(CLOCK_PROCESS_CPUTIME_ID);
    for (double end = clock_now(CLOCK_MONOTONIC) + seconds; clock_now(CLOCK_MONOTONIC) < end; done++) perform(&floor);
    double used = clock_now(CLOCK_PROCESS_CPUTIME_ID) - started;

    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    printf("{\"op\":\"%s\",\"alg\":\"%s\",\"cbc\":%d,\"payload\":%zu,\"n\":%ld,\"per_cpu_s\":%.1f,\"peak_kib\":%ld}\n",
        operation, algorithm, use_cbc, payload_size, done, (double)done / used, usage.ru_maxrss);
    return 0;
}
