// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/printed_name.h"

namespace engine::journey {

std::string printedName(const Project& project, const std::string& id)
{
    for (const auto& reviewer : project.reviewers()) {
        if (reviewer.id == id)
            return reviewer.name;
    }
    return id.empty() ? "The reader" : id;
}

}
