// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/review/finding.h"
#include "engine/text/requests.h"

namespace engine::journey {

/// What was seen in the pixels of one instance, as findings whose ids are stable over runs.
class TextFindings {
public:
    explicit TextFindings(std::string item) : m_item{std::move(item)} {}

    /// Text at the same place in the next frame is one finding over both; of two opinions the graver holds, and
    /// its text tells the others that were read there. The answer counts in `all`.
    std::size_t take(const text::FoundText& found);
    /// What looks written and cannot be read, as a large region or by its edges: of each kind, what lies at one place
    /// (edges: anywhere) in the next frame is one finding over both. The answer counts in `all`.
    std::size_t takeUnread(const pixels::Box& box, const std::string& reason);
    /// What comes from now on is nothing of what there is: the next frame has another size.
    void part() { m_parted = m_all.size(); }
    /// A finding holds until this frame at least.
    void stayUntil(std::size_t place, int frame);
    const std::vector<review::Finding>& all() const { return m_all; }
    std::vector<review::Finding> given() { return std::move(m_all); }

private:
    auto firstOfSize() { return m_all.begin() + static_cast<std::ptrdiff_t>(m_parted); }

    std::string m_item;
    std::vector<review::Finding> m_all;
    std::size_t m_parted = 0; ///< those before lie in frames of another size
};

/// Reasons of what is told and not proposed to be blanked (review::isUnreadRegion).
inline constexpr const char *unreadRegion = "unread-region", *unreadEdges = "unread-edges";
/// All of a box but a rim lies under another one, whatever their frames.
bool isCovered(const pixels::Box& box, const pixels::Box& by);
/// `place`: "pixel", or the layer's name.
review::Finding findingOf(const std::string& item, const std::string& place, const text::FoundText& found);
/// Pixels that nobody could look through; `reason` is an ErrorCode's name or a word of ours.
review::Finding notExamined(const std::string& item, const std::string& reason);
review::FindingId notExaminedId(const std::string& item);

}
