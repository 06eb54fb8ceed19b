#include "CCrypto.h"

// SwiftPM builds a C target from at least one source file; this one also proves that the headers are complete.
