// SPDX-License-Identifier: Apache-2.0
#include "engine/pixels/layers.h"

#include "engine/pixels/attributes.h"
#include "engine/pixels/decode.h"
#include "engine/pixels/layer_names.h"
#include "engine/pixels/overlay_plane.h"

#include <algorithm>
#include <cstdio>
#include <new>
#include <optional>

namespace engine::pixels {

namespace {

std::string nameOfGroup(unsigned group)
{
    std::array<char, 8> text{};
    std::snprintf(text.data(), text.size(), "%04X", group);
    return std::string{overlayPrefix} + text.data();
}

Result<Frame> decodePlane(const OverlayPlane& plane, int number, std::span<std::uint8_t> into)
{
    Frame frame;
    frame.layout.columns = plane.columns;
    frame.layout.rows = plane.rows;
    if (number < 1 || number > plane.frames)
        return Error{ErrorCode::BadArgument, "frame " + std::to_string(number)};
    if (into.size() < plane.pixels())
        return Error{ErrorCode::BadArgument, "output"};
    const auto firstBit = static_cast<std::uint64_t>(number - 1) * plane.pixels();
    Bytes packed((firstBit % 8 + plane.pixels() + 7) / 8);
    const auto got = plane.bits->getPartialValue(packed.data(), static_cast<Uint32>(firstBit / 8),
                                                 static_cast<Uint32>(packed.size()), nullptr, EBO_LittleEndian);
    if (got.bad())
        return Error{ErrorCode::Damaged, "overlay"};
    for (std::uint64_t i = 0; i < plane.pixels(); ++i) {
        const auto bit = firstBit % 8 + i;
        into[i] = ((packed[bit / 8] >> (bit % 8)) & 1U) != 0 ? 255 : 0;
    }
    return frame;
}

/// The icon as a data set of its own; nothing where there is none. Its pixels are native or of the file's syntax
/// (PS3.3 C.7.6.1.1.6).
std::optional<dicom::DataSet> iconOf(const dicom::DataSet& dataSet)
{
    DcmItem* item = nullptr;
    if (dataSet.content().dataset().findAndGetSequenceItem(DCM_IconImageSequence, item, 0).bad() || !item)
        return {};
    auto content = std::make_unique<dicom::DataSet::Content>();
    content->source = dataSet.content().source;
    for (unsigned long i = 0; i < item->card(); ++i) {
        if (auto* element = dynamic_cast<DcmElement*>(item->getElement(i)->clone()); element)
            content->dataset().insert(element, OFTrue);
    }
    const auto* sequence = dicom::fragmentsOf(*content);
    content->transferSyntaxUid = sequence ? dataSet.transferSyntaxUid() : "1.2.840.10008.1.2.1";
    content->presentedAs = sequence ? dataSet.content().presentedAs : EXS_LittleEndianExplicit;
    return dicom::DataSet{std::move(content)};
}

std::string inWords(const Error& error)
{
    return std::string{nameOf(error.code)} + ": " + error.where;
}

std::vector<Layer> layersUnguarded(const dicom::DataSet& dataSet)
{
    std::vector<Layer> layers;
    auto& item = dataSet.content().dataset();
    for (unsigned group = firstOverlayGroup; group <= lastOverlayGroup; group += 2) {
        const auto plane = overlayPlaneOf(item, group);
        if (!plane)
            continue;
        layers.push_back({nameOfGroup(group), 1, *plane ? "" : inWords(plane->error())});
        if (*plane)
            layers.back().frames = (*plane)->frames;
    }
    if (const auto icon = iconOf(dataSet)) {
        const auto described = describeFrame(*icon, 1);
        layers.push_back({"icon", 1, described ? "" : inWords(described.error())});
    }
    return layers;
}

Result<Frame> decodeUnguarded(const dicom::DataSet& dataSet, const std::string& name, int frame,
                              std::span<std::uint8_t> into)
{
    if (name == iconName) {
        const auto icon = iconOf(dataSet);
        return icon ? decodeFrame(*icon, frame, into) : Result<Frame>{Error{ErrorCode::NotFound, name}};
    }
    if (const auto bit = bitOf(name))
        return decodeStrayBit(dataSet, frame, static_cast<int>(*bit), into);
    const auto group = overlayGroupOf(name);
    const auto plane = group ? overlayPlaneOf(dataSet.content().dataset(), *group) : std::nullopt;
    if (!plane)
        return Error{ErrorCode::NotFound, "layer"};
    return *plane ? decodePlane(**plane, frame, into) : Result<Frame>{plane->error()};
}

}

std::vector<Layer> layersOf(const dicom::DataSet& dataSet)
{
    // DCMTK throws at some broken strings.
    try {
        return layersUnguarded(dataSet);
    } catch (const std::exception&) {
        return {{"overlay", 1, "damaged: layers"}};
    }
}

Result<Frame> decodeLayer(const dicom::DataSet& dataSet, const std::string& name, int frame,
                          std::span<std::uint8_t> into)
{
    try {
        return decodeUnguarded(dataSet, name, frame, into);
    } catch (const std::bad_alloc&) {
        return Error{ErrorCode::OutOfMemory, "layer"};
    } catch (const std::exception&) {
        return Error{ErrorCode::Damaged, "layer"};
    }
}

}
