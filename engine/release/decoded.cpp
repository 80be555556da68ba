// SPDX-License-Identifier: Apache-2.0
#include "engine/release/decoded.h"

#include <algorithm>
#include <cctype>
#include <map>

namespace engine::release {

std::string decodedSentence(const Manifest& manifest)
{
    constexpr std::string_view start = "decoded-from-";
    std::map<std::string, int> formats;
    for (const auto& file : manifest.files) {
        for (const auto& code : file.pixels) {
            if (code.starts_with(start))
                ++formats[code.substr(start.size())];
        }
    }
    std::string words;
    for (const auto& [format, count] : formats) {
        std::string name = format;
        std::transform(name.begin(), name.end(), name.begin(), [](char c) {
            return c == '-' ? ' ' : static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
        });
        words +=
            ' ' + std::to_string(count) + (count == 1 ? " file was" : " files were") +
            (format == "pdf" ? " rendered from " + name + ", page by page, and stored as pictures without further loss."
                             : " decoded from " + name + " and stored without further loss.");
    }
    return words;
}

}
