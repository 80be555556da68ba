// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/device_templates.h"

#include "engine/base/hash.h"
#include "engine/journey/project.h"
#include "engine/pixels/overlap.h"
#include "engine/pixels/shape.h"
#include "engine/study/geometry_class.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <optional>
#include <set>

namespace engine::journey {

using review::Finding;
using review::FindingKind;
using review::FindingVerdict;

namespace {

using Value = std::string (*)(const study::Instance&);

struct Field {
    std::string_view keyword;
    Value value;
};

constexpr std::array fields{
    Field{"Modality", [](const study::Instance& one) { return one.modality; }},
    Field{"SOPClassUID", [](const study::Instance& one) { return one.sopClassUid; }},
    Field{"Manufacturer", [](const study::Instance& one) { return one.manufacturer; }},
    Field{"ManufacturerModelName", [](const study::Instance& one) { return one.model; }},
    Field{"Rows", [](const study::Instance& one) { return std::to_string(one.rows); }},
    Field{"Columns", [](const study::Instance& one) { return std::to_string(one.columns); }},
    Field{"NumberOfFrames", [](const study::Instance& one) { return std::to_string(one.frames); }},
    Field{"SamplesPerPixel", [](const study::Instance& one) { return std::to_string(one.samplesPerPixel); }},
    Field{"BitsStored", [](const study::Instance& one) { return std::to_string(one.bitsStored); }},
    Field{"PhotometricInterpretation", [](const study::Instance& one) { return one.photometric; }},
    Field{"ImageType", [](const study::Instance& one) { return one.imageType; }},
    Field{"BurnedInAnnotation", [](const study::Instance& one) { return one.burnedInAnnotation; }},
    Field{"BodyPartExamined", [](const study::Instance& one) { return one.bodyPart; }},
    Field{"SeriesDescription", [](const study::Instance& one) { return one.seriesDescription; }},
    Field{"StudyDescription", [](const study::Instance& one) { return one.studyDescription; }},
};

const Field* fieldOf(std::string_view keyword)
{
    const auto found =
        std::find_if(fields.begin(), fields.end(), [&](const Field& one) { return one.keyword == keyword; });
    return found == fields.end() ? nullptr : &*found;
}

std::string lower(std::string text)
{
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

bool compares(DeviceTest::How how, const std::string& value, const std::string& wanted)
{
    switch (how) {
    case DeviceTest::How::Equals:
        return value == wanted;
    case DeviceTest::How::Contains:
        return value.find(wanted) != std::string::npos;
    case DeviceTest::How::StartsWith:
        return value.starts_with(wanted);
    case DeviceTest::How::EndsWith:
        return value.ends_with(wanted);
    }
    return false;
}

bool holds(const DeviceTest& test, const study::Instance& instance)
{
    const auto* field = fieldOf(test.field);
    if (!field)
        return false;
    const auto value = field->value(instance);
    const bool is =
        test.ignoresCase ? compares(test.how, lower(value), lower(test.value)) : compares(test.how, value, test.value);
    return is != test.isNot;
}

/// Boxes of several images that mean the same place.
struct Place {
    pixels::Box box;
    std::set<std::string> items;
};

bool isSamePlace(const pixels::Box& a, const pixels::Box& b)
{
    const auto shared = sharedArea(a, b);
    return shared > 0 && 2 * shared >= std::max(areaOf(a), areaOf(b));
}

/// Two rectangles become the one round both; of other shapes the first stays.
void widen(pixels::Box& box, const pixels::Box& other)
{
    if (box.shape != pixels::Shape::Rectangle)
        return;
    const int right = std::max(box.x + box.width, other.x + other.width);
    const int bottom = std::max(box.y + box.height, other.y + other.height);
    box.x = std::min(box.x, other.x);
    box.y = std::min(box.y, other.y);
    box.width = right - box.x;
    box.height = bottom - box.y;
}

struct ClassOfImages {
    const study::Entry* first = nullptr;
    std::set<std::string> items; ///< with anything blanked
    std::vector<Place> places;
};

void take(ClassOfImages& images, const Finding& finding)
{
    images.items.insert(finding.item);
    auto box = finding.box;
    box.firstFrame = 1;
    box.lastFrame = 0;
    const auto same = std::find_if(images.places.begin(), images.places.end(),
                                   [&](const Place& place) { return isSamePlace(place.box, box); });
    if (same == images.places.end()) {
        images.places.push_back({box, {finding.item}});
        return;
    }
    widen(same->box, box);
    same->items.insert(finding.item);
}

DeviceTemplate templateOf(const ClassOfImages& images)
{
    DeviceTemplate device{fromDecisions, {}, {}, static_cast<int>(images.items.size())};
    for (const auto* keyword : {"Modality", "SOPClassUID", "Manufacturer", "ManufacturerModelName", "Rows", "Columns",
                                "SamplesPerPixel", "PhotometricInterpretation"})
        device.tests.push_back(
            {keyword, DeviceTest::How::Equals, fieldOf(keyword)->value(images.first->instance), false, false});
    for (const auto& place : images.places) {
        if (2 * place.items.size() >= images.items.size())
            device.boxes.push_back(place.box);
    }
    return device;
}

/// On an image of that size; nothing where it lies outside. Other shapes that reach over the edge become rectangles.
std::optional<pixels::Box> onImage(pixels::Box box, const study::Instance& instance)
{
    const int right = std::min(box.x + box.width, instance.columns),
              bottom = std::min(box.y + box.height, instance.rows);
    const bool isInside = right == box.x + box.width && bottom == box.y + box.height;
    if (!isInside)
        box = {box.x, box.y, right - box.x, bottom - box.y, box.firstFrame, box.lastFrame};
    box.lastFrame = box.lastFrame == 0 ? instance.frames : std::min(box.lastFrame, instance.frames);
    return pixels::isSound(box) ? std::optional{box} : std::nullopt;
}

bool covers(const pixels::Box& outer, const pixels::Box& box)
{
    return outer.shape == pixels::Shape::Rectangle && outer.x <= box.x && outer.y <= box.y &&
           outer.x + outer.width >= box.x + box.width && outer.y + outer.height >= box.y + box.height &&
           outer.firstFrame <= box.firstFrame && outer.lastFrame >= box.lastFrame;
}

Finding proposal(const std::string& item, const pixels::Box& box)
{
    Finding finding;
    finding.id = "f" + toHex(sha256(viewOf(item + " device " + toText(box)))).substr(0, 16);
    finding.item = item;
    finding.place = "pixel";
    finding.box = box;
    finding.machine = "unknown";
    finding.reasons = {"device-template"};
    return finding;
}

}

bool isDeviceField(std::string_view keyword)
{
    return fieldOf(keyword) != nullptr;
}

bool fits(const DeviceTemplate& device, const study::Instance& instance)
{
    return !device.tests.empty() && std::all_of(device.tests.begin(), device.tests.end(),
                                                [&](const DeviceTest& test) { return holds(test, instance); });
}

std::vector<DeviceTemplate> templatesFromDecisions(const Project& project)
{
    std::map<std::string, ClassOfImages> classes;
    for (const auto& [id, decision] : project.state().decisions) {
        const auto found = project.state().findings.find(id);
        if (decision.verdict != FindingVerdict::Remove || found == project.state().findings.end() ||
            found->second.kind != FindingKind::Text)
            continue;
        const auto* entry = project.collection().entry(found->second.item);
        if (!entry)
            continue;
        auto& images = classes[study::geometryClassOf(entry->instance)];
        if (!images.first)
            images.first = entry;
        take(images, found->second);
    }
    std::vector<DeviceTemplate> templates;
    for (const auto& [name, images] : classes) {
        if (auto device = templateOf(images); !device.boxes.empty())
            templates.push_back(std::move(device));
    }
    return templates;
}

Examined proposalsFor(const Project& project, const study::Entry& entry, const std::vector<DeviceTemplate>& templates)
{
    Examined examined{entry.id, "device", 0, 0, {}, {}};
    const auto isFor = [&](const DeviceTemplate& device) { return fits(device, entry.instance); };
    if (entry.instance.frames < 1 || std::none_of(templates.begin(), templates.end(), isFor))
        return examined;
    std::vector<pixels::Box> there;
    for (const auto& [id, finding] : project.state().findings) {
        if (finding.item == entry.id && finding.kind == FindingKind::Text && !isUnreadRegion(finding))
            there.push_back(finding.box);
    }
    for (const auto& device : templates) {
        if (!isFor(device))
            continue;
        for (const auto& asked : device.boxes) {
            const auto box = onImage(asked, entry.instance);
            if (!box || std::any_of(there.begin(), there.end(), [&](const auto& one) { return covers(one, *box); }))
                continue;
            there.push_back(*box);
            examined.findings.push_back(proposal(entry.id, *box));
        }
    }
    return examined;
}

}
