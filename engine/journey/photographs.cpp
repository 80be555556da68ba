// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/photographs.h"

#include <algorithm>
#include <cctype>

namespace engine::journey {

namespace {

bool isLetter(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x80 || std::isalpha(byte) != 0;
}

/// What cameras and programs call their files.
bool isOfCamera(std::string word)
{
    constexpr std::string_view known[] = {"IMG",   "DSC",  "DSCN", "DSCF", "PXL",  "DCIM",  "IMAGE",
                                          "PHOTO", "PICT", "SCAN", "FOTO", "FILE", "MVIMG", "SCREENSHOT",
                                          "COPY",  "JPG",  "JPEG", "PNG",  "TIFF", "LEFT",  "RIGHT"};
    std::transform(word.begin(), word.end(), word.begin(), [](unsigned char c) { return std::toupper(c); });
    return std::find(std::begin(known), std::end(known), word) != std::end(known);
}

/// Words of three letters and more.
std::vector<std::string> wordsOf(std::string_view name)
{
    std::vector<std::string> words(1);
    for (const char c : name) {
        if (isLetter(c))
            words.back() += c;
        else if (!words.back().empty())
            words.emplace_back();
    }
    std::erase_if(words, [](const std::string& word) { return word.size() < 3 || isOfCamera(word); });
    return words;
}

}

bool isReleasable(const study::Instance& instance)
{
    return instance.kind == study::FileKind::Image && !instance.sopInstanceUid.empty();
}

void placePhotograph(Discovered& photograph)
{
    auto& instance = photograph.instance;
    const auto& path = photograph.source.shownPath;
    const auto slash = path.rfind('/');
    const auto folder = slash == std::string::npos ? std::string{} : path.substr(0, slash);
    const auto name = path.substr(slash == std::string::npos ? 0 : slash + 1);
    instance.studyUid = "photographs";
    instance.seriesUid = "photographs in " + folder;
    instance.seriesDescription = "photographs";
    for (const auto& word : wordsOf(name.substr(0, name.rfind('.'))))
        instance.identity.push_back({word, "PatientName"});
}

}
