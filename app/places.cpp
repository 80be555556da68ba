// SPDX-License-Identifier: Apache-2.0
#include "app/places.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <thread>

namespace app {

namespace fs = std::filesystem;

std::string programFolder()
{
    std::error_code failure;
    return fs::read_symlink("/proc/self/exe", failure).parent_path().string();
}

std::string resourceFolder()
{
    const auto installed = fs::path{programFolder()}.parent_path() / "share" / "safelight";
    return fs::is_directory(installed) ? installed.string() : std::string{SAFELIGHT_SOURCE_RESOURCES};
}

std::vector<std::string> installedLanguages()
{
    const char* chosen = std::getenv("TESSDATA_PREFIX");
    std::vector<std::string> languages;
    std::error_code failure;
    for (const auto& file : fs::directory_iterator{chosen ? chosen : SAFELIGHT_TESSDATA, failure}) {
        const auto name = file.path().stem().string();
        if (file.path().extension() == ".traineddata" && name != "osd" && name != "equ") // no languages
            languages.push_back(name);
    }
    std::sort(languages.begin(), languages.end());
    return languages;
}

engine::pool::Settings poolSettings(int jobs)
{
    engine::pool::Settings settings;
    settings.programFolder = programFolder();
    settings.resourceFolder = resourceFolder();
    settings.workers = jobs > 0 ? jobs : std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
    return settings;
}

}
