#ifndef WEERTHUIS_CFUZZER_H
#define WEERTHUIS_CFUZZER_H

#include <stddef.h>
#include <stdint.h>

/// libFuzzer's main loop, as a call: SwiftPM gives the program a main of its own, so libFuzzer can't bring one.
int LLVMFuzzerRunDriver(int *argc, char ***argv, int (*run)(const uint8_t *data, size_t size));

#endif
