// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace engine::release {

/// The body of a report as HTML: words are escaped, a drawing goes in as it is.
class Page {
public:
    void heading(const std::string& words);
    void headingOnNewPage(const std::string& words); ///< on paper
    /// Numbers with their words, large, side by side.
    void figures(const std::vector<std::pair<std::string, std::string>>& numbers);
    void paragraph(const std::string& words);
    void table(const std::string& caption, const std::vector<std::pair<std::string, std::string>>& rows);
    void table(const std::string& caption, const std::map<std::string, int>& rows); ///< nothing when empty
    /// `svg` is ours: no word of it comes from elsewhere. `words` say the same for those who do not see it.
    void drawing(const std::string& caption, const std::string& svg, const std::string& words);

    std::string text() const { return m_text.str(); }

private:
    std::ostringstream m_text;
};

/// &, <, >, quotes, and the marks that turn the direction of text.
std::string escapeHtml(std::string_view text);

}
