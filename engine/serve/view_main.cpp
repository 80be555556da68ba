// SPDX-License-Identifier: Apache-2.0
// safelight-view text RESOURCES LANGUAGES, safelight-view face RESOURCES: looks at samples in shared memory, never at a
// file's bytes. Started by engine/pool only.
#include "engine/base/start.h"
#include "engine/serve/serve.h"

#include <string_view>

int main(int argc, char** argv)
{
    if (argc < 3 || !engine::startProcess())
        return 2;
    const std::string_view purpose = argv[1];
    // Warm-up: all that needs a file happens here. `run` takes the right to open one.
    engine::serve::Handlers handlers;
    if (purpose == "text" && argc == 4) {
        if (auto added = engine::serve::addTextHandlers(handlers, argv[2], argv[3]); !added)
            engine::serve::giveUp(added.error());
    } else if (purpose == "face" && argc == 3) {
        engine::serve::addFaceHandlers(handlers, argv[2]);
    } else {
        return 2;
    }
    using engine::serve::Code;
    engine::serve::run(handlers, purpose == "face" ? Code::Generated : Code::Fixed);
}
