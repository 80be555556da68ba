// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/profile/decide.h"

#include <map>
#include <set>

namespace engine::profile {

/// What becomes of a content item (PS3.3 C.17.3) by PS3.15 Table E.3.4-1: of its value, or, for Remove, of the item
/// with all below it.
struct ContentDecision {
    dicom::Tag value; ///< the element that holds the value
    Decision decision;
};

/// Empty for an item whose concept the table does not name: its elements follow the rules of their own.
std::optional<ContentDecision> decideContent(const dicom::Item& item, const Grounds& grounds);

/// The content tree of a structured report: which items go, and the references that then point elsewhere.
class ContentTree {
public:
    ContentTree(const std::vector<dicom::Element>& dataSet, const Grounds& grounds);

    /// `path` as far as an item of Content Sequence. An item that refers to one that goes, goes too.
    bool isRemoved(const dicom::TagPath& path) const;
    /// (0040,DB73) Referenced Content Item Identifier after the removals: "1\2\1".
    std::string renumbered(const std::string& reference) const;

private:
    using Position = std::vector<int>; ///< of items in their sequences, from the root, each from 0

    void collect(const std::vector<dicom::Element>& elements, const Position& position, const Grounds& grounds);
    void removeReferring();
    bool isGone(const Position& position) const;

    std::set<Position> m_removed;
    std::map<Position, Position> m_references; ///< from an item to another
};

}
