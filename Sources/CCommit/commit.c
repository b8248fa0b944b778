#include "CCommit.h"

const char *glorot_commit(void) { return GLOROT_COMMIT; }
