// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/device_templates.h"
#include "engine/base/hash.h"
#include "engine/journey/pixel_script.h"
#include "engine/pixels/shape.h"

#include <algorithm>

namespace engine::journey {

namespace {

constexpr std::string_view formatName = "safelight-device-templates";
constexpr std::size_t longest = 1U << 20U;

Json jsonOf(const DeviceTest& test)
{
    Json json{{"field", test.field}, {"how", test.how}, {"value", test.value}};
    if (test.ignoresCase)
        json["ignore_case"] = true;
    if (test.isNot)
        json["not"] = true;
    return json;
}

Json jsonOf(const pixels::Box& box)
{
    Json json{{"x", box.x}, {"y", box.y}, {"w", box.width}, {"h", box.height}};
    if (box.lastFrame != 0)
        json["frames"] = {box.firstFrame, box.lastFrame};
    if (box.shape != pixels::Shape::Rectangle)
        json["shape"] = box.shape;
    if (!box.outline.empty())
        json["outline"] = box.outline;
    return json;
}

DeviceTest testFrom(const Json& json)
{
    return {json.at("field"), json.at("how"), json.at("value"), json.value("ignore_case", false),
            json.value("not", false)};
}

pixels::Box boxFrom(const Json& json)
{
    pixels::Box box{json.at("x"), json.at("y"), json.at("w"), json.at("h"), 1, 0};
    if (json.contains("frames")) {
        box.firstFrame = json.at("frames").at(0);
        box.lastFrame = json.at("frames").at(1);
    }
    box.shape = json.value("shape", pixels::Shape::Rectangle);
    box.outline = json.value("outline", std::vector<pixels::Corner>{});
    return box;
}

bool isSound(const DeviceTemplate& device)
{
    const auto isKnown = [](const DeviceTest& test) { return isDeviceField(test.field); };
    const auto isBox = [](pixels::Box box) {
        box.lastFrame = box.lastFrame == 0 ? box.firstFrame : box.lastFrame;
        return box.shape != pixels::Shape::Blocks && pixels::isSound(box);
    };
    return !device.tests.empty() && std::all_of(device.tests.begin(), device.tests.end(), isKnown) &&
           !device.boxes.empty() && std::all_of(device.boxes.begin(), device.boxes.end(), isBox);
}

Result<TemplatesRead> fromJson(const Json& json)
{
    TemplatesRead read;
    try {
        if (json.at("format") != formatName || json.at("version") != 1)
            return Error{ErrorCode::Damaged, "templates: another format or version"};
        for (const auto& one : json.at("templates")) {
            const auto place = "template " + std::to_string(read.templates.size() + 1);
            DeviceTemplate device{one.value("origin", ""), {}, {}, one.value("images", 0)};
            for (const auto& test : one.at("tests"))
                device.tests.push_back(testFrom(test));
            for (const auto& box : one.at("boxes"))
                device.boxes.push_back(boxFrom(box));
            if (!isSound(device))
                return Error{ErrorCode::Damaged, place};
            read.templates.push_back(std::move(device));
        }
    } catch (const Json::exception&) {
        return Error{ErrorCode::Damaged, "templates: expected {\"templates\":[{\"tests\":[…], \"boxes\":[…]}]}"};
    }
    return read;
}

}

std::string idOf(const DeviceTemplate& device)
{
    auto asked = Json::array();
    for (const auto& test : device.tests)
        asked.push_back(jsonOf(test));
    if (device.origin != fromDecisions) {
        for (const auto& box : device.boxes)
            asked.push_back(jsonOf(box));
    }
    return "t" + toHex(sha256(viewOf(toText(asked)))).substr(0, 16);
}

std::string toJsonText(const std::vector<DeviceTemplate>& templates)
{
    auto list = Json::array();
    for (const auto& device : templates) {
        Json one{
            {"origin", device.origin}, {"images", device.images}, {"tests", Json::array()}, {"boxes", Json::array()}};
        for (const auto& test : device.tests)
            one["tests"].push_back(jsonOf(test));
        for (const auto& box : device.boxes)
            one["boxes"].push_back(jsonOf(box));
        list.push_back(std::move(one));
    }
    const Json file{{"format", formatName}, {"version", 1}, {"templates", list}};
    return file.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

Result<TemplatesRead> readTemplates(std::string_view text)
{
    if (text.size() > longest)
        return Error{ErrorCode::TooLarge, "templates"};
    // A script may begin with a signature, which JSON cannot: its first mark in a brace would be a quotation mark.
    const auto json = parseJson(text);
    if (json)
        return fromJson(*json);
    auto read = readPixelScript(text);
    if (read && read->templates.empty() && read->notRead.empty())
        return Error{ErrorCode::Damaged, "neither templates nor a script of DicomPixelAnonymizer"};
    return read;
}

}
