// SPDX-License-Identifier: Apache-2.0
#include "engine/profile/dummies.h"

#include "engine/profile/identity.h"

#include <algorithm>
#include <array>
#include <sstream>

namespace engine::profile {

namespace {

void addTokens(const dicom::Element& element, std::set<std::string>& tokens)
{
    std::istringstream words{fold(element.value)};
    for (std::string word; words >> word;)
        tokens.insert(word);
    for (const auto& item : element.items) {
        for (const auto& inner : item.elements)
            addTokens(inner, tokens);
    }
}

bool holdsNone(std::string_view candidate, const std::set<std::string>& tokens)
{
    const auto folded = fold(candidate);
    return std::none_of(tokens.begin(), tokens.end(),
                        [&](const auto& token) { return folded.find(token) != std::string::npos; });
}

struct Making {
    const Standard& standard;
    const std::set<std::string>& tokens;
    std::vector<dicom::Edit>& edits;
};

dicom::TagPath below(dicom::TagPath path, dicom::Tag tag, int item = -1)
{
    path.push_back({tag, {}, item});
    return path;
}

void makeValue(const Making& making, const dicom::TagPath& path, dicom::Tag tag)
{
    const auto entry = making.standard.dictionary.find(tag);
    if (entry == making.standard.dictionary.end())
        return;
    const auto& [keyword, vr] = entry->second;
    making.edits.push_back(
        {below(path, tag), dicom::Edit::Kind::Set, vr, dummyFor(making.standard, keyword, vr, making.tokens)});
}

/// The macros leave Code Value, Long Code Value and URN Code Value to conditions: a dummy takes the first.
void completeCode(const Making& making, const dicom::TagPath& path, const Place& item)
{
    if (!item.attributes().contains(tags::codeValue))
        return;
    makeValue(making, path, tags::codeValue);
    makeValue(making, path, tags::codingScheme);
    makeValue(making, path, tags::codeMeaning);
}

void makeItem(const Making& making, const Place& item, const dicom::TagPath& path);

void makeAttribute(const Making& making, const Place& item, const dicom::TagPath& path, dicom::Tag tag)
{
    const auto entry = making.standard.dictionary.find(tag);
    if (entry != making.standard.dictionary.end() && entry->second[1] == "SQ")
        makeItem(making, item.enter(tag), below(path, tag, 0));
    else
        makeValue(making, path, tag);
}

void makeItem(const Making& making, const Place& item, const dicom::TagPath& path)
{
    constexpr std::size_t deepest = 8; // macros may use themselves
    if (path.size() > deepest)
        return;
    for (const auto& [tag, need] : item.attributes()) {
        const auto entry = making.standard.dictionary.find(tag);
        if (need == Need::Value)
            makeAttribute(making, item, path, tag);
        else if (need == Need::Presence && entry != making.standard.dictionary.end())
            making.edits.push_back({below(path, tag), dicom::Edit::Kind::Set, entry->second[1], {}});
    }
    completeCode(making, path, item);
    const auto choices = making.standard.dummyItems.find(path.back().tag);
    if (choices == making.standard.dummyItems.end())
        return;
    for (const auto tag : choices->second)
        makeAttribute(making, item, path, tag);
}

/// One empty page, with the cross-reference table that PDF 1.4 (7.5.4 of ISO 32000-1) asks for.
std::string emptyPage()
{
    const std::array<std::string, 3> objects{"1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj\n",
                                             "2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj\n",
                                             "3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 210 297]>> endobj\n"};
    std::string document = "%PDF-1.4\n", table = "xref\n0 4\n0000000000 65535 f \n";
    for (const auto& object : objects) {
        const auto offset = std::to_string(document.size());
        table += std::string(10 - offset.size(), '0') + offset + " 00000 n \n";
        document += object;
    }
    const auto start = std::to_string(document.size());
    return document + table + "trailer <</Size 4 /Root 1 0 R>>\nstartxref\n" + start + "\n%%EOF\n";
}

}

std::set<std::string> tokensOf(const dicom::Element& element)
{
    std::set<std::string> tokens;
    addTokens(element, tokens);
    return tokens;
}

std::string dummyFor(const Standard& standard, std::string_view keyword, std::string_view vr,
                     const std::set<std::string>& tokens)
{
    auto candidates = standard.dummies.find(keyword);
    if (candidates == standard.dummies.end())
        candidates = standard.dummies.find(vr);
    if (candidates == standard.dummies.end())
        return {};
    const auto& values = candidates->second;
    const auto found =
        std::find_if(values.begin(), values.end(), [&](const auto& value) { return holdsNone(value, tokens); });
    return found == values.end() ? values.back() : *found;
}

std::string dummyDocument(std::string_view mimeType)
{
    if (mimeType == "application/pdf")
        return emptyPage();
    if (mimeType == "text/XML" || mimeType == "text/xml")
        return "<ClinicalDocument xmlns=\"urn:hl7-org:v3\"/>\n";
    constexpr std::size_t headerAndCount = 84; // of a binary STL: no triangles
    if (mimeType == "model/stl" || mimeType == "application/sla")
        return std::string(headerAndCount, '\0');
    return "\n\n"; // Type 1, and D asks for a value (PS3.15 E.1.1); of text formats, an empty document
}

void addDummyItem(const Standard& standard, const Place& item, const dicom::TagPath& path,
                  const std::set<std::string>& tokens, std::vector<dicom::Edit>& edits)
{
    const Making making{standard, tokens, edits};
    const auto before = edits.size();
    makeItem(making, item, path);
    if (edits.size() == before) {
        makeValue(making, path, tags::codeValue);
        makeValue(making, path, tags::codingScheme);
        makeValue(making, path, tags::codeMeaning);
    }
}

}
