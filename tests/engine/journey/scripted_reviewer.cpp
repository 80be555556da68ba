// SPDX-License-Identifier: Apache-2.0
// scripted_reviewer PROJECT: judges one image after the other, says "saved <item>" once a verdict is on disk and moves
// on.
#include "engine/base/start.h"
#include "engine/journey/project.h"

#include <iostream>
#include <unistd.h>

int main(int argc, char** argv)
{
    if (argc != 2 || !engine::startProcess())
        return 2;
    const auto project = engine::journey::Project::open(argv[1], {}, {});
    if (!project)
        return 3;
    for (const auto& entry : (*project)->collection().entries()) {
        if (!(*project)->setPosition(entry.id))
            return 4;
        if (!(*project)->perform(
                engine::review::ItemsJudged{{{entry.id, {engine::review::ItemVerdict::Clean, {}, {}}}}}))
            return 5;
        const auto line = "saved " + entry.id + "\n";
        if (::write(STDOUT_FILENO, line.data(), line.size()) < 0)
            return 6;
    }
    return 0;
}
