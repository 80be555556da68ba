// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/journey/project.h"

namespace engine::journey {

/// What the boxes of one image would do to another of its geometry class. Nothing is changed by asking.
struct Carried {
    std::string item;
    std::vector<review::Finding> drawn; ///< boxes that it would get
    std::vector<review::FindingsDecided::Change>
        decided;                      ///< what was found there and lies under them, or is kept alike
    std::vector<pixels::Box> blanked; ///< all that would be blanked there afterwards
    std::size_t left = 0;             ///< findings that would still be undecided there
};

/// The other images of its geometry class whose pixels can be shown, in the order of the collection.
std::vector<const study::Entry*> othersOfClass(const Project& project, const std::string& item);

/// For each of the others that would change: every box that a person blanked on `item` goes there, over the same frames
/// (to the last one where it went to the last one). What was found there and lies under one for at least half is
/// blanked as a whole. Text that a person kept on `item` is kept where the same words stand at the same place and the
/// machine calls them safe; all else stays open. Those with something left to decide come first.
std::vector<Carried> carriedFrom(const Project& project, const std::string& item);

/// One act for those that were not left out.
review::BoxesCarried eventOf(const std::string& from, const std::vector<Carried>& chosen);

}
