// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/journey/values.h"

namespace engine::journey {

class Project;

/// One thing that an image must say of itself for a template to fit.
struct DeviceTest {
    enum class How { Equals, Contains, StartsWith, EndsWith };
    std::string field; ///< a keyword of PS3.6 that `isDeviceField` knows
    How how = How::Equals;
    std::string value;
    bool ignoresCase = false, isNot = false;

    bool operator==(const DeviceTest&) const = default;
};

constexpr const char* fromDecisions = "decisions";

/// Where a device writes on its pictures. Geometry only, never what it wrote there.
struct DeviceTemplate {
    std::string origin;             ///< `fromDecisions`, or of which file it was read: "ctp line 12"
    std::vector<DeviceTest> tests;  ///< all must hold
    std::vector<pixels::Box> boxes; ///< last frame 0: on all frames
    int images = 0;                 ///< from how many images people's decisions come; 0 where nobody says

    bool operator==(const DeviceTemplate&) const = default;
};

/// By what it asks for and its boxes, "t" and 16 hexadecimal digits; one that decisions make by what it asks for alone,
/// so that it stays the same when more is decided.
std::string idOf(const DeviceTemplate& device);

bool isDeviceField(std::string_view keyword);
bool fits(const DeviceTemplate& device, const study::Instance& instance);

/// What people blanked in this project, a template each geometry class: boxes that are at the same place on at least
/// half of the class's images that have any. Nothing is carried anywhere by asking.
std::vector<DeviceTemplate> templatesFromDecisions(const Project& project);

/// Boxes of every template that fits, cut at the image's edge, as proposals that somebody has to decide; not where a
/// finding of the image covers the place already. Ids are stable.
Examined proposalsFor(const Project& project, const study::Entry& entry, const std::vector<DeviceTemplate>& templates);

/// A file of templates.
std::string toJsonText(const std::vector<DeviceTemplate>& templates);
/// What could not be read of a file, with its line where it has lines.
struct TemplatesRead {
    std::vector<DeviceTemplate> templates;
    std::vector<std::string> notRead;
};
/// The file again, or a script of CTP's DicomPixelAnonymizer. Damaged with a place for what is neither.
Result<TemplatesRead> readTemplates(std::string_view text);

NLOHMANN_JSON_SERIALIZE_ENUM(DeviceTest::How, {{DeviceTest::How::Equals, "equals"},
                                               {DeviceTest::How::Contains, "contains"},
                                               {DeviceTest::How::StartsWith, "starts-with"},
                                               {DeviceTest::How::EndsWith, "ends-with"}})

}
