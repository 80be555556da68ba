// SPDX-License-Identifier: Apache-2.0
#include "engine/base/start.h"

#include <sodium.h>
#include <sys/prctl.h>
#include <sys/resource.h>

namespace engine {

bool startProcess()
{
    const rlimit none{0, 0};
    ::setrlimit(RLIMIT_CORE, &none);
    return sodium_init() >= 0;
}

}
