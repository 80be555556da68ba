// SPDX-License-Identifier: Apache-2.0
#include "engine/photo/describe.h"

#include "engine/base/hash.h"
#include "engine/photo/media.h"

#include <algorithm>

namespace engine::photo {

namespace {

std::string words(const Error& error)
{
    return std::string{engine::nameOf(error.code)} + ": " + error.where;
}

void fill(const Dissection& taken, study::Instance& instance)
{
    const auto& first = taken.pages.front();
    instance.frames = static_cast<int>(taken.pages.size());
    instance.rows = first.rows;
    instance.columns = first.columns;
    instance.bitsStored = first.bits;
    instance.samplesPerPixel = first.samples;
    instance.photometric = taken.photometric;
    instance.modality = "XC"; // external-camera photography, PS3.3 C.7.3.1.1.1
    instance.manufacturer = taken.make;
    instance.model = taken.model;
    instance.studyDate = taken.day;
    instance.identity = taken.identity;
}

}

void describe(int fd, study::Instance& instance)
{
    const auto format = formatOf(fd);
    if (format == Format::None) {
        const auto told = inWords(mediaOf(fd));
        instance.damage = (told.empty() ? "" : told + "; ") +
                          "this version reads JPEG, PNG, TIFF, WebP, BMP and GIF. Save it as PNG and import that";
        return;
    }
    const auto bytes = readWhole(fd);
    if (!bytes) {
        instance.damage = words(bytes.error());
        return;
    }
    const auto taken = dissect(*bytes);
    if (!taken || !taken->cannotShow.empty()) {
        instance.damage = taken ? taken->cannotShow : words(taken.error());
        return;
    }
    fill(*taken, instance);
    instance.sopInstanceUid = fingerprintOf(*bytes);
}

void describeVideo(int fd, study::Instance& instance)
{
    instance.damage = inWords(mediaOf(fd));
}

Result<Notes> notesOf(int fd)
{
    const auto bytes = readWhole(fd);
    if (!bytes)
        return bytes.error();
    auto taken = dissect(*bytes);
    if (!taken)
        return taken.error();
    return std::move(taken->notes);
}

std::string fingerprintOf(ByteView file)
{
    constexpr std::size_t parts = 8, partSize = 16384;
    Sha256 sum;
    sum.add(viewOf(std::to_string(file.size()) + '\n'));
    const auto step = file.size() <= parts * partSize ? partSize : (file.size() - partSize) / (parts - 1);
    for (std::size_t i = 0; i < parts && i * step < file.size(); ++i)
        sum.add(file.subspan(i * step, std::min(partSize, file.size() - i * step)));
    return toHex(sum.finish());
}

}
