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
    engine::serve::addStudyHandlers(handlers);
    engine::serve::addPixelHandlers(handlers);
    engine::serve::addReleaseHandlers(handlers, argv[1]);
    engine::serve::addScoreHandlers(handlers);
    engine::serve::run(handlers, engine::serve::Code::Fixed);
}
