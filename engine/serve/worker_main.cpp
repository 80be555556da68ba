// SPDX-License-Identifier: Apache-2.0
// safelight-worker RESOURCES: parses, decodes, plans and writes files that it gets as open descriptors.
// Started by engine/pool only.
#include "engine/base/start.h"
#include "engine/dicom/dictionary.h"
#include "engine/serve/serve.h"

int main(int argc, char** argv)
{
    if (argc != 2 || !engine::startProcess())
        return 2;
    // Warm-up: all that needs a file happens here. `run` takes the right to open one.
    if (auto ready = engine::dicom::prepare(); !ready)
        engine::serve::giveUp(ready.error());
    engine::serve::Handlers handlers;
#ifdef SAFELIGHT_STUDY_HANDLERS
    engine::serve::addStudyHandlers(handlers);
#endif
#ifdef SAFELIGHT_PIXEL_HANDLERS
    engine::serve::addPixelHandlers(handlers);
#endif
#ifdef SAFELIGHT_RELEASE_HANDLERS
    engine::serve::addReleaseHandlers(handlers, argv[1]);
#endif
    engine::serve::run(handlers, engine::serve::Code::Fixed);
}
