// A key process starts with an empty environment, so what `script/sanitize` sets does not reach it. A small quarantine: to derive a key
// from a passphrase allocates millions of times. Leaks are looked for by tracing, which that process forbids itself.

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
const char *__asan_default_options(void);

const char *__asan_default_options(void) {
    return "detect_leaks=0:quarantine_size_mb=1:thread_local_quarantine_size_kb=16";
}
#endif
#endif
