// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/profile/standard.h"

#include <set>

namespace engine::profile {

/// The row of PS3.15 Table E.3.10-1 for a private element, found by its creator whatever its block. Null when it is
/// not known to be safe.
const SafePrivate* safePrivateOf(const dicom::Element& element, const Standard& standard);
/// Whether the table knows that creator: then its name stays as long as it owns something.
bool isSafeCreator(std::string_view creator, const Standard& standard);

/// What the source of a file claims of its private elements (0008,0300), PS3.3 C.12.1.1.7: claims, and no proof.
class SafeClaims {
public:
    explicit SafeClaims(const std::vector<dicom::Element>& dataSet);

    bool isMade() const { return !m_blocks.empty() || !m_elements.empty(); }
    bool claims(const dicom::Element& element) const;
    bool claimsCreator(const dicom::Element& creator) const;

private:
    struct Single {
        std::uint16_t group = 0, element = 0; ///< without the block
        std::string creator;
        auto operator<=>(const Single&) const = default;
    };
    std::set<std::pair<std::uint16_t, std::string>> m_blocks; ///< group, creator
    std::set<Single> m_elements;
};

}
