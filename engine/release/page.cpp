// SPDX-License-Identifier: Apache-2.0
#include "engine/release/page.h"

namespace engine::release {

void Page::heading(const std::string& words)
{
    m_text << "<h2>" << escapeHtml(words) << "</h2>\n";
}

void Page::headingOnNewPage(const std::string& words)
{
    m_text << "<h2 style=\"page-break-before:always\">" << escapeHtml(words) << "</h2>\n";
}

void Page::figures(const std::vector<std::pair<std::string, std::string>>& numbers)
{
    m_text << "<table width=\"100%\" cellspacing=\"0\" cellpadding=\"4\" class=\"figures\"><tr>";
    for (const auto& [number, words] : numbers)
        m_text << "<td width=\"" << 100 / numbers.size() << "%\"><span class=\"figure\">" << escapeHtml(number)
               << "</span><br>" << escapeHtml(words) << "</td>";
    m_text << "</tr></table>\n";
}

void Page::paragraph(const std::string& words)
{
    m_text << "<p>" << escapeHtml(words) << "</p>\n";
}

void Page::table(const std::string& caption, const std::vector<std::pair<std::string, std::string>>& rows)
{
    m_text << "<table width=\"100%\" cellspacing=\"0\" cellpadding=\"4\"><caption>" << escapeHtml(caption)
           << "</caption>\n";
    for (const auto& [name, value] : rows)
        m_text << "<tr><th scope=\"row\" align=\"left\">" << escapeHtml(name) << "</th><td>" << escapeHtml(value)
               << "</td></tr>\n";
    m_text << "</table>\n";
}

void Page::table(const std::string& caption, const std::map<std::string, int>& rows)
{
    std::vector<std::pair<std::string, std::string>> texts;
    for (const auto& [name, count] : rows)
        texts.emplace_back(name, std::to_string(count));
    if (!texts.empty())
        table(caption, texts);
}

void Page::drawing(const std::string& caption, const std::string& svg, const std::string& words)
{
    m_text << "<figure><figcaption>" << escapeHtml(caption) << ": " << escapeHtml(words) << ".</figcaption>\n"
           << svg << "\n</figure>\n";
}

std::string escapeHtml(std::string_view text)
{
    std::string safe;
    for (const char c : text) {
        switch (c) {
        case '&':
            safe += "&amp;";
            break;
        case '<':
            safe += "&lt;";
            break;
        case '>':
            safe += "&gt;";
            break;
        case '"':
            safe += "&quot;";
            break;
        case '\'':
            safe += "&#39;";
            break;
        default:
            safe += static_cast<unsigned char>(c) < 0x20 && c != '\n' ? ' ' : c;
        }
    }
    // U+202A..U+202E and U+2066..U+2069 turn what follows; nobody's name needs them in a report.
    for (const auto* mark : {"\xE2\x80\xAA", "\xE2\x80\xAB", "\xE2\x80\xAC", "\xE2\x80\xAD", "\xE2\x80\xAE",
                             "\xE2\x81\xA6", "\xE2\x81\xA7", "\xE2\x81\xA8", "\xE2\x81\xA9"}) {
        for (auto at = safe.find(mark); at != std::string::npos; at = safe.find(mark, at))
            safe.erase(at, 3);
    }
    return safe;
}

}
