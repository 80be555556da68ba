// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/overlap.h"

#include "engine/journey/release_place.h"

#include <algorithm>
#include <filesystem>
#include <set>

namespace engine::journey {

namespace {

namespace fs = std::filesystem;

fs::path real(const std::string& path)
{
    std::error_code failure;
    auto resolved = fs::weakly_canonical(fs::absolute(path, failure), failure);
    return resolved.has_filename() ? resolved : resolved.parent_path();
}

bool isInside(const fs::path& inner, const fs::path& outer)
{
    return std::mismatch(outer.begin(), outer.end(), inner.begin(), inner.end()).first == outer.end();
}

}

Done checkApart(const std::string& place, const std::vector<std::string>& others)
{
    const auto mine = real(place);
    for (const auto& other : others) {
        const auto theirs = real(other);
        if (isInside(mine, theirs) || isInside(theirs, mine))
            return Error{ErrorCode::Overlap, place};
    }
    return done();
}

bool isInRelease(const std::string& place)
{
    std::error_code failure;
    auto above = fs::weakly_canonical(fs::absolute(place), failure).parent_path();
    for (; !above.empty(); above = above.parent_path()) {
        if (fs::exists(above / "manifest.json", failure))
            return true;
        if (above == above.root_path())
            break;
    }
    return false;
}

std::vector<std::string> inputsOf(const Project& project)
{
    std::set<std::string> inputs{project.folder()};
    for (const auto& entry : project.collection().entries())
        inputs.insert(entry.source.root.empty() ? entry.source.path : entry.source.root);
    return {inputs.begin(), inputs.end()};
}

}
