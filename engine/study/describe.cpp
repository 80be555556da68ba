// SPDX-License-Identifier: Apache-2.0
#include "engine/study/describe.h"

#include "engine/dicom/data_set.h"
#include "engine/pixels/decode.h"
#include "engine/study/content.h"
#include "engine/study/identity_values.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>

namespace engine::study {

namespace {

using dicom::Element;
using dicom::Tag;
using Elements = std::vector<Element>;

constexpr std::string_view directoryClass = "1.2.840.10008.1.3.10";

/// The numbers of a backslash-separated value; empty when one of them is none, or not finite.
std::vector<double> numbersOf(std::string_view rest)
{
    std::vector<double> numbers;
    while (!rest.empty()) {
        auto text = rest.substr(0, std::min(rest.find('\\'), rest.size()));
        rest.remove_prefix(std::min(text.size() + 1, rest.size()));
        while (!text.empty() && (text.front() == ' ' || text.front() == '+'))
            text.remove_prefix(1);
        while (!text.empty() && text.back() == ' ')
            text.remove_suffix(1);
        double number = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
        if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(number))
            return {};
        numbers.push_back(number);
    }
    return numbers;
}

double numberOf(const Elements& elements, Tag tag)
{
    const auto numbers = numbersOf(valueOf(elements, tag));
    return numbers.empty() ? 0 : numbers.front();
}

int integerOf(const Elements& elements, Tag tag)
{
    const double number = numberOf(elements, tag);
    return std::abs(number) <= 2'000'000'000 ? static_cast<int>(number) : 0;
}

const Elements* itemAt(const Elements& elements, Tag tag, std::size_t index)
{
    const auto* sequence = find(elements, tag);
    return sequence && sequence->items.size() > index ? &sequence->items[index].elements : nullptr;
}

/// Where a frame (from 0) has an attribute: in a functional group macro of its own, a shared one, or in the data set.
const Elements& holderOf(const Elements& elements, Tag macro, std::size_t frame)
{
    constexpr Tag perFrame{0x5200, 0x9230}, shared{0x5200, 0x9229};
    for (const auto* group : {itemAt(elements, perFrame, frame), itemAt(elements, shared, 0)}) {
        const auto* found = group ? itemAt(*group, macro, 0) : nullptr;
        if (found)
            return *found;
    }
    return elements;
}

template <std::size_t count>
bool take(const Elements& elements, Tag tag, std::array<double, count>& into)
{
    const auto numbers = numbersOf(valueOf(elements, tag));
    if (numbers.size() != count)
        return false;
    std::copy(numbers.begin(), numbers.end(), into.begin());
    return true;
}

Geometry geometryOf(const Elements& elements, std::size_t frame)
{
    const auto& measures = holderOf(elements, {0x0028, 0x9110}, frame);
    Geometry geometry;
    const bool hasPosition = take(holderOf(elements, {0x0020, 0x9113}, frame), {0x0020, 0x0032}, geometry.position);
    const bool hasOrientation =
        take(holderOf(elements, {0x0020, 0x9116}, frame), {0x0020, 0x0037}, geometry.orientation);
    const bool hasSpacing =
        take(measures, {0x0028, 0x0030}, geometry.spacing) && geometry.spacing[0] > 0 && geometry.spacing[1] > 0;
    geometry.known = hasPosition && hasOrientation && hasSpacing;
    geometry.sliceThickness = numberOf(measures, {0x0018, 0x0050});
    return geometry;
}

/// Milliseconds from one frame to the next, by whatever of the cine module (PS3.3 C.7.6.5) is there.
double frameTimeOf(const Elements& elements)
{
    if (const double time = numberOf(elements, {0x0018, 0x1063}); time > 0)
        return time;
    for (const Tag rate : {Tag{0x0018, 0x0040}, Tag{0x0008, 0x2144}}) {
        if (const double perSecond = numberOf(elements, rate); perSecond > 0)
            return 1000 / perSecond;
    }
    const auto vector = numbersOf(valueOf(elements, {0x0018, 0x1065}));
    return vector.size() > 1 && vector[1] > 0 ? vector[1] : 0;
}

/// A structure set names it for each of its sets of contours (PS3.3 C.8.8.5). Empty where they do not lie in one.
std::string frameOfContours(const Elements& elements, std::string frame)
{
    bool isOne = true;
    const auto take = [&](const Elements& item, Tag tag) {
        const auto one = valueOf(item, tag);
        isOne = isOne && (one.empty() || frame.empty() || one == frame);
        frame = frame.empty() ? one : frame;
    };
    for (std::size_t i = 0; const auto* item = itemAt(elements, {0x3006, 0x0010}, i); ++i)
        take(*item, {0x0020, 0x0052});
    for (std::size_t i = 0; const auto* item = itemAt(elements, {0x3006, 0x0020}, i); ++i)
        take(*item, {0x3006, 0x0024});
    return isOne ? frame : std::string{};
}

void fillNames(const Elements& elements, Instance& instance)
{
    instance.sopInstanceUid = valueOf(elements, {0x0008, 0x0018});
    instance.sopClassUid = valueOf(elements, {0x0008, 0x0016});
    instance.patientId = valueOf(elements, {0x0010, 0x0020});
    instance.patientName = valueOf(elements, {0x0010, 0x0010});
    instance.studyUid = valueOf(elements, {0x0020, 0x000D});
    instance.seriesUid = valueOf(elements, {0x0020, 0x000E});
    instance.frameOfReferenceUid = valueOf(elements, {0x0020, 0x0052});
    if (find(elements, {0x3006, 0x0010}))
        instance.frameOfReferenceUid = frameOfContours(elements, instance.frameOfReferenceUid);
    instance.studyDate = valueOf(elements, {0x0008, 0x0020});
    instance.studyDescription = valueOf(elements, {0x0008, 0x1030});
    instance.seriesDescription = valueOf(elements, {0x0008, 0x103E});
    instance.modality = valueOf(elements, {0x0008, 0x0060});
    instance.manufacturer = valueOf(elements, {0x0008, 0x0070});
    instance.model = valueOf(elements, {0x0008, 0x1090});
    instance.imageType = valueOf(elements, {0x0008, 0x0008});
    instance.burnedInAnnotation = valueOf(elements, {0x0028, 0x0301});
    instance.bodyPart = valueOf(elements, {0x0018, 0x0015});
    instance.seriesNumber = integerOf(elements, {0x0020, 0x0011});
    instance.instanceNumber = integerOf(elements, {0x0020, 0x0013});
    instance.identity = identityValues(elements);
}

bool hasPixels(const Elements& elements)
{
    return find(elements, {0x7FE0, 0x0010}) || find(elements, {0x7FE0, 0x0008}) || find(elements, {0x7FE0, 0x0009});
}

void fillPicture(const Elements& elements, Instance& instance)
{
    instance.rows = integerOf(elements, {0x0028, 0x0010});
    instance.columns = integerOf(elements, {0x0028, 0x0011});
    instance.bitsStored = integerOf(elements, {0x0028, 0x0101});
    instance.samplesPerPixel = integerOf(elements, {0x0028, 0x0002});
    instance.photometric = valueOf(elements, {0x0028, 0x0004});
    instance.frameTimeMs = frameTimeOf(elements);
    instance.geometry = geometryOf(elements, 0);
    if (hasPixels(elements))
        instance.frames = std::max(1, integerOf(elements, {0x0028, 0x0008}));
}

bool isDirectory(const dicom::Tree& tree)
{
    return valueOf(tree.meta, {0x0002, 0x0002}) == directoryClass ||
           valueOf(tree.elements, {0x0008, 0x0016}) == directoryClass || find(tree.elements, {0x0004, 0x1220});
}

void describeDataSet(int fd, Instance& instance)
{
    const auto dataSet = dicom::load(fd);
    if (!dataSet) {
        instance.damage = std::string{nameOf(dataSet.error().code)} + ": " + dataSet.error().where;
        return;
    }
    const auto tree = read(*dataSet);
    if (isDirectory(tree)) {
        instance.kind = FileKind::DicomDirectory;
        instance.damage = dataSet->damage();
        return;
    }
    instance.damage = whyNotSaved(*dataSet);
    instance.transferSyntaxUid = dataSet->transferSyntaxUid();
    instance.cannotShow = pixels::whyNotShown(*dataSet);
    fillNames(tree.elements, instance);
    fillPicture(tree.elements, instance);
}

}

Instance describe(int fd, bool isInDicomFolder)
{
    Instance instance;
    const auto content = contentOf(fd, isInDicomFolder);
    instance.kind = content.kind;
    instance.format = content.format;
    if (instance.kind == FileKind::Dicom)
        describeDataSet(fd, instance);
    return instance;
}

namespace {

/// Offsets count along the normal from the first frame, or, where they begin with its height, are heights in the
/// patient (PS3.3 C.8.8.3.2).
void moveToFrame(const std::vector<double>& offsets, std::size_t frame, Geometry& place)
{
    const auto& o = place.orientation;
    const std::array<double, 3> normal{o[1] * o[5] - o[2] * o[4], o[2] * o[3] - o[0] * o[5], o[0] * o[4] - o[1] * o[3]};
    const double way = offsets[frame] - offsets.front();
    const bool areHeights = offsets.front() != 0 && std::abs(std::abs(normal[2]) - 1) < 1e-3;
    for (std::size_t axis = 0; axis < 3; ++axis)
        place.position[axis] += way * (areHeights ? (axis == 2 ? 1 : 0) : normal[axis]);
}

}

Result<std::vector<Geometry>> describeFrames(int fd)
{
    constexpr int mostFrames = 20000;
    const auto dataSet = dicom::load(fd);
    if (!dataSet)
        return dataSet.error();
    const auto tree = read(*dataSet);
    const int frames = std::max(1, integerOf(tree.elements, {0x0028, 0x0008}));
    if (frames > mostFrames)
        return Error{ErrorCode::TooLarge, "frames"};
    const bool hasGroups = find(tree.elements, {0x5200, 0x9230}) != nullptr;
    const auto offsets = numbersOf(valueOf(tree.elements, {0x3004, 0x000C})); // Grid Frame Offset Vector
    std::vector<Geometry> places;
    for (std::size_t frame = 0; frame < static_cast<std::size_t>(frames); ++frame) {
        auto place = geometryOf(tree.elements, frame);
        // One position for many frames places the first of them only.
        place.known = place.known && (hasGroups || frame == 0 || frame < offsets.size());
        if (!hasGroups && frame < offsets.size())
            moveToFrame(offsets, frame, place);
        places.push_back(place);
    }
    return places;
}

}
