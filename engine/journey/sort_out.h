// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/journey/values.h"

#include <map>
#include <set>

namespace engine::journey {

/// Tells listed, set aside and duplicate apart. Each file is told once, in the order in which the files come.
class SortOut {
public:
    /// An instance that is here already.
    void know(const study::Source& source, const study::Instance& instance);
    /// The row for one input, without an item id; a listed one is known from then on.
    Imported judge(const Discovered& found);

private:
    std::map<std::string, std::set<std::string>> m_digests; ///< SOP Instance UID -> SHA-256 of the files that have it
};

}
