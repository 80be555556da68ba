// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/volume_classes.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace engine::journey {

namespace {

struct Rule {
    std::string_view
        beginning; ///< of what follows 1.2.840.10008.5.1.4.1.1. (PS3.4 B.5); with a dot at the end: all below
    std::string_view code;
};
constexpr std::string_view root = "1.2.840.10008.5.1.4.1.1.";
constexpr std::array<Rule, 36> rules{{{"2", "volume"},         // CT
                                      {"2.1", "volume"},       // Enhanced CT
                                      {"2.2", "volume"},       // Legacy Converted Enhanced CT
                                      {"4", "volume"},         // MR
                                      {"4.1", "volume"},       // Enhanced MR
                                      {"4.3", "volume"},       // Enhanced MR Color
                                      {"4.4", "volume"},       // Legacy Converted Enhanced MR
                                      {"128", "volume"},       // PET
                                      {"130", "volume"},       // Enhanced PET
                                      {"128.1", "volume"},     // Legacy Converted Enhanced PET
                                      {"20", "volume"},        // NM
                                      {"13.1.1", "volume"},    // X-Ray 3D Angiographic
                                      {"13.1.2", "volume"},    // X-Ray 3D Craniofacial
                                      {"6.2", "volume"},       // Enhanced US Volume
                                      {"30", "volume"},        // Parametric Map
                                      {"7.", "volume"},        // Multi-frame Secondary Capture
                                      {"7", "screenshot"},     // Secondary Capture
                                      {"77.1.", "photograph"}, // Visible Light
                                      {"77.1", "photograph"},  // the retired trial of it
                                      {"1", "projection"},     // CR
                                      {"1.", "projection"},    // DX and relatives
                                      {"12.", "projection"},   // XA, XRF
                                      {"481.1", "projection"}, // RT Image
                                      {"481.2", "dose-grid"},  // RT Dose
                                      {"481.3", "skin-contour"},
                                      {"66.4", "skin-segment"}, // Segmentation
                                      {"66.5", "skin-segment"}, // Surface Segmentation
                                      {"66.7", "skin-segment"}, // Label Map Segmentation
                                      {"104.3", "printed-model"},
                                      {"104.4", "printed-model"},
                                      {"104.5", "printed-model"},
                                      {"3.1", "ultrasound"},
                                      {"3", "ultrasound"}, // retired, as the next but one
                                      {"6.1", "ultrasound"},
                                      {"6", "ultrasound"},
                                      {"104.", "no-pixels"}}};

/// Ophthalmic, dental and dermoscopic images and photographs of the body, by SOP class...
constexpr std::array<Rule, 6> biometricClasses{{{"77.1.5.", "eye"},   // ophthalmic photography, tomography
                                                {"77.1.7", "skin"},   // Dermoscopic Photography
                                                {"77.1.4", "body"},   // VL Photographic
                                                {"77.1.4.1", "body"}, // Video Photographic
                                                {"1.3", "teeth"},     // Digital Intra-Oral X-Ray
                                                {"1.3.1", "teeth"}}}; // the same for processing
/// ... by Modality (PS3.3 C.7.3.1.1.1)...
constexpr std::array<Rule, 8> biometricModalities{{{"OP", "eye"},
                                                   {"OPT", "eye"},
                                                   {"OPTENF", "eye"},
                                                   {"OPTBSV", "eye"},
                                                   {"IO", "teeth"},
                                                   {"PX", "teeth"},
                                                   {"DMS", "skin"},
                                                   {"XC", "body"}}};
/// ... and, of pictures that are no volume, by Body Part Examined (PS3.16 Annex L).
constexpr std::array<Rule, 7> biometricParts{{{"EYE", "eye"},
                                              {"IRIS", "eye"},
                                              {"RETINA", "eye"},
                                              {"TOOTH", "teeth"},
                                              {"TEETH", "teeth"},
                                              {"FINGERPRINT", "finger"},
                                              {"SKIN", "skin"}}};

/// Secondary Capture, those of many frames with it.
constexpr std::array<std::string_view, 2> captures{"7", "7."};
/// Whole Slide and Confocal Microscopy: tiles of tissue, by the thousand.
constexpr std::array<std::string_view, 3> slides{"77.1.6", "77.1.8", "77.1.9"};
/// Words of Image Type in what programs draw of a volume, and in pictures of a screen (PS3.3 C.8.16.1.3, and what
/// vendors write).
constexpr std::array<std::string_view, 12> renderings{"SCREEN",   "VOLREND",   "VRT", "VR",  "SSD",   "SURFACE",
                                                      "RENDERED", "RENDERING", "3D",  "MIP", "MAXIP", "PROJECTION"};

/// Whether a word of it is among them; "DIS3D" is none.
bool isRendering(std::string_view imageType)
{
    while (!imageType.empty()) {
        const auto end = std::min(imageType.find_first_of("\\ _"), imageType.size());
        if (std::find(renderings.begin(), renderings.end(), imageType.substr(0, end)) != renderings.end())
            return true;
        imageType.remove_prefix(std::min(end + 1, imageType.size()));
    }
    return false;
}

bool fits(std::string_view name, std::string_view beginning)
{
    return beginning.ends_with('.') ? name.starts_with(beginning) : name == beginning;
}

/// Empty for other names.
template <std::size_t count>
std::string_view codeFor(std::string_view name, const std::array<Rule, count>& table)
{
    const auto found =
        std::find_if(table.begin(), table.end(), [&](const Rule& rule) { return fits(name, rule.beginning); });
    return found == table.end() ? std::string_view{} : found->code;
}

}

std::string ruleFor(const study::Instance& instance)
{
    const std::string_view uid = instance.sopClassUid;
    const auto code = uid.starts_with(root) ? codeFor(uid.substr(root.size()), rules) : std::string_view{};
    if (!code.empty())
        return std::string{code};
    // An unknown class with pictures is looked at: geometry decides.
    return instance.frames > 0 ? "volume" : "no-pixels";
}

std::string ruleOf(const std::vector<study::Entry>& series)
{
    std::string surest = ruleFor(series.front().instance);
    for (const auto& entry : series) {
        auto rule = ruleFor(entry.instance);
        if (rule == "volume")
            return rule;
        if (followsHead(rule) && !followsHead(surest))
            surest = std::move(rule);
    }
    return surest;
}

bool followsHead(std::string_view rule)
{
    return rule == "skin-contour" || rule == "skin-segment" || rule == "dose-grid";
}

std::string biometricOf(const study::Instance& instance)
{
    const std::string_view uid = instance.sopClassUid;
    auto code = uid.starts_with(root) ? codeFor(uid.substr(root.size()), biometricClasses) : std::string_view{};
    if (code.empty())
        code = codeFor(instance.modality, biometricModalities);
    if (code.empty() && ruleFor(instance) != "volume")
        code = codeFor(instance.bodyPart, biometricParts);
    return instance.frames > 0 ? std::string{code} : std::string{};
}

bool showsPeople(const study::Instance& instance)
{
    if (instance.kind == study::FileKind::Image)
        return true;
    const std::string_view uid = instance.sopClassUid;
    const auto name = uid.starts_with(root) ? uid.substr(root.size()) : std::string_view{};
    const auto isAmong = [](std::string_view word, const auto& words) {
        return std::any_of(words.begin(), words.end(), [&](std::string_view one) { return fits(word, one); });
    };
    const auto rule = ruleFor(instance);
    if (instance.frames == 0 || isAmong(name, slides))
        return false;
    if (rule == "photograph" || rule == "screenshot" || rule == "ultrasound" || isAmong(name, captures))
        return true;
    return rule == "volume" && (instance.samplesPerPixel > 1 || (instance.frames == 1 && !instance.geometry.known) ||
                                isRendering(instance.imageType));
}

}
