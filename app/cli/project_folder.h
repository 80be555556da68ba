// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

namespace app::cli {

/// Is this folder a project, and not one of images?
inline bool isProject(const std::string& place)
{
    std::error_code failure;
    return std::filesystem::exists(std::filesystem::path{place} / "project.db", failure);
}

}
