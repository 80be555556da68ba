// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/review/finding.h"
#include "engine/text/requests.h"

namespace engine::journey {

/// What was seen in the pixels of one instance, as findings whose ids are stable over runs.
class TextFindings {
public:
    explicit TextFindings(std::string item) : m_item{std::move(item)} {}

    /// Text at the same place in the next frame is one finding over both; of two opinions the graver holds.
    /// The answer counts in `all`.
    std::size_t take(const text::FoundText& found);
    /// A finding that is to be blanked is blanked until this frame at least.
    void stayUntil(std::size_t place, int frame);
    const std::vector<review::Finding>& all() const { return m_all; }
    std::vector<review::Finding> given() { return std::move(m_all); }

private:
    std::string m_item;
    std::vector<review::Finding> m_all;
};

/// `place`: "pixel", or the layer's name.
review::Finding findingOf(const std::string& item, const std::string& place, const text::FoundText& found);
/// Pixels that nobody could look through; `reason` is an ErrorCode's name or a word of ours.
review::Finding notExamined(const std::string& item, const std::string& reason);
review::FindingId notExaminedId(const std::string& item);

}
