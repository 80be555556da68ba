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
constexpr std::array<Rule, 33> rules{{{"2", "volume"},         // CT
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
                                      {"6.1", "ultrasound"},
                                      {"104.", "no-pixels"}}};

bool fits(std::string_view name, std::string_view beginning)
{
    return beginning.ends_with('.') ? name.starts_with(beginning) : name == beginning;
}

}

std::string ruleFor(const study::Instance& instance)
{
    const std::string_view uid = instance.sopClassUid;
    if (uid.starts_with(root)) {
        const auto found = std::find_if(rules.begin(), rules.end(), [&](const Rule& rule) {
            return fits(uid.substr(root.size()), rule.beginning);
        });
        if (found != rules.end())
            return std::string{found->code};
    }
    // An unknown class with pictures is looked at: geometry decides.
    return instance.frames > 0 ? "volume" : "no-pixels";
}

}
