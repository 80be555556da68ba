// SPDX-License-Identifier: Apache-2.0
#include "engine/photo/embedded.h"

#include <algorithm>

namespace engine::photo {

namespace {

constexpr std::size_t mostNotes = 400;

std::size_t wordAt(ByteView bytes, std::size_t at, std::size_t size)
{
    std::size_t value = 0;
    for (std::size_t i = 0; i < size; ++i)
        value = value << 8U | bytes[at + i];
    return value;
}

bool has(std::string_view text, std::string_view part)
{
    return text.find(part) != text.npos;
}

/// Rights to a picture and its place among others also name people.
void takeIdentity(const Note& note, Dissection& into)
{
    const std::string_view name = note.name;
    const bool isPerson = has(name, "reator") || has(name, "By-line") || has(name, "uthor") || has(name, "ersonIn") ||
                          has(name, "Writer") || has(name, "owner") || has(name, "Owner");
    const bool isPlace = has(name, "City") || has(name, "Location") || has(name, "Country");
    if (note.value.size() >= 3 && (isPerson || isPlace))
        into.identity.push_back({note.value, isPerson ? "OperatorsName" : "PatientAddress"});
}

void tell(const std::string& place, const std::string& name, const std::string& value, Dissection& into)
{
    if (into.notes.size() >= mostNotes)
        return;
    into.notes.push_back({place, name, value, Fate::Removed, "free text about the picture"});
    takeIdentity(into.notes.back(), into);
}

/// Walks an XML text by its angle brackets.
class XmpScan {
public:
    XmpScan(std::string_view text, const std::string& place, Dissection& into)
        : m_text{text}, m_place{place}, m_into{into}
    {
    }

    void run()
    {
        std::size_t at = 0;
        while (at < m_text.size()) {
            const auto open = std::min(m_text.find('<', at), m_text.size());
            takeText(m_text.substr(at, open - at));
            const auto close = std::min(m_text.find('>', open), m_text.size());
            if (open < m_text.size())
                takeElement(m_text.substr(open + 1, close - open - 1));
            at = std::min(close, m_text.size() - 1) + 1;
        }
    }

private:
    void takeText(std::string_view text)
    {
        const auto shown = shownText(text);
        if (!shown.empty() && shown.find_first_not_of(' ') != shown.npos && !m_name.empty())
            tell(m_place, m_name, shown, m_into);
    }

    void takeElement(std::string_view element)
    {
        if (element.empty() || element[0] == '?' || element[0] == '!' || element[0] == '/')
            return;
        const auto end = std::min(element.find_first_of(" \t\r\n/"), element.size());
        const auto name = element.substr(0, end);
        if (!name.starts_with("rdf:") && !name.starts_with("x:"))
            m_name = shownText(name);
        takeAttributes(element.substr(end));
    }

    void takeAttributes(std::string_view rest)
    {
        for (;;) {
            const auto equals = rest.find('=');
            const auto start = equals == rest.npos ? rest.npos : rest.find_first_of("\"'", equals);
            const auto end = start == rest.npos ? rest.npos : rest.find(rest[start], start + 1);
            if (end == rest.npos)
                return;
            auto name = rest.substr(0, equals);
            name.remove_prefix(std::min(name.find_first_not_of(" \t\r\n/"), name.size()));
            const bool isForm = name.starts_with("xmlns") || name.starts_with("rdf:") || name.starts_with("xml:");
            if (!isForm && end > start + 1)
                tell(m_place, shownText(name), shownText(rest.substr(start + 1, end - start - 1)), m_into);
            rest.remove_prefix(end + 1);
        }
    }

    std::string_view m_text;
    const std::string& m_place;
    Dissection& m_into;
    std::string m_name;
};

struct DataSetName {
    std::size_t number;
    std::string_view name;
};
// IIM 4.2, record 2.
constexpr DataSetName applicationNames[] = {{5, "ObjectName"},
                                            {15, "Category"},
                                            {20, "SupplementalCategories"},
                                            {25, "Keywords"},
                                            {26, "ContentLocationCode"},
                                            {27, "ContentLocationName"},
                                            {40, "SpecialInstructions"},
                                            {55, "DateCreated"},
                                            {60, "TimeCreated"},
                                            {62, "DigitalCreationDate"},
                                            {65, "OriginatingProgram"},
                                            {80, "By-line"},
                                            {85, "By-lineTitle"},
                                            {90, "City"},
                                            {92, "Sub-location"},
                                            {95, "Province-State"},
                                            {101, "Country-PrimaryLocationName"},
                                            {103, "OriginalTransmissionReference"},
                                            {105, "Headline"},
                                            {110, "Credit"},
                                            {115, "Source"},
                                            {116, "CopyrightNotice"},
                                            {118, "Contact"},
                                            {120, "Caption-Abstract"},
                                            {122, "Writer-Editor"}};

std::string iptcName(std::size_t record, std::size_t number)
{
    const auto found = std::find_if(std::begin(applicationNames), std::end(applicationNames),
                                    [&](const auto& one) { return one.number == number; });
    if (record == 2 && found != std::end(applicationNames))
        return std::string{found->name};
    return std::to_string(record) + ':' + std::to_string(number);
}

}

void tellXmp(ByteView packet, const std::string& place, Dissection& into)
{
    const auto before = into.notes.size();
    XmpScan{textOf(packet), place, into}.run();
    if (into.notes.size() == before)
        into.notes.push_back({place, "XMP", binaryWords(packet.size()), Fate::Removed, "free text about the picture"});
}

void tellIptc(ByteView records, const std::string& place, Dissection& into)
{
    constexpr std::size_t head = 5, longLength = 0x8000;
    constexpr std::uint8_t mark = 0x1C;
    for (std::size_t at = 0; at + head <= records.size() && records[at] == mark;) {
        const auto length = wordAt(records, at + 3, 2);
        if (length >= longLength || length > records.size() - at - head)
            break;
        tell(place, iptcName(records[at + 1], records[at + 2]), shownText(textOf(records.subspan(at + head, length))),
             into);
        at += head + length;
    }
    if (into.notes.empty() || into.notes.back().place != place)
        into.notes.push_back(
            {place, "IPTC", binaryWords(records.size()), Fate::Removed, "free text about the picture"});
}

void tellPhotoshop(ByteView resources, const std::string& place, Dissection& into)
{
    // Adobe Photoshop File Formats, "Image Resource Blocks": "8BIM", id, a name padded to even, a size, bytes.
    constexpr std::size_t iptc = 0x0404, xmp = 0x0424;
    for (std::size_t at = 0; at + 12 <= resources.size();) {
        const auto id = wordAt(resources, at + 4, 2);
        const std::size_t nameSize = (std::size_t{resources[at + 6]} + 2) / 2 * 2;
        const auto sizeAt = at + 6 + nameSize;
        if (textOf(resources.subspan(at, 4)) != "8BIM" || sizeAt + 4 > resources.size())
            break;
        const auto size = wordAt(resources, sizeAt, 4);
        if (size > resources.size() - sizeAt - 4)
            break;
        const auto content = resources.subspan(sizeAt + 4, size);
        if (id == iptc)
            tellIptc(content, place + "/IPTC", into);
        else if (id == xmp)
            tellXmp(content, place + "/XMP", into);
        else
            into.notes.push_back(
                {place, "Resource" + std::to_string(id), binaryWords(size), Fate::Removed, "settings of a program"});
        at = sizeAt + 4 + (size + 1) / 2 * 2;
    }
    if (into.notes.empty() || !into.notes.back().place.starts_with(place))
        into.notes.push_back(
            {place, "Photoshop", binaryWords(resources.size()), Fate::Removed, "settings of a program"});
}

void tellJumbf(ByteView boxes, const std::string& place, Dissection& into)
{
    const auto text = textOf(boxes);
    std::string labels;
    for (auto at = text.find("c2pa"); at != text.npos && labels.size() < 200; at = text.find("c2pa", at + 4)) {
        const auto end = std::find_if(text.begin() + static_cast<std::ptrdiff_t>(at), text.end(),
                                      [](char c) { return c <= ' ' || c > '~'; });
        const std::string label{text.begin() + static_cast<std::ptrdiff_t>(at), end};
        if (label.size() > 4 && !has(labels, label))
            labels += (labels.empty() ? "" : " ") + label;
    }
    into.notes.push_back({place, "JUMBF", labels.empty() ? binaryWords(boxes.size()) : labels, Fate::Removed,
                          "says who made and changed the picture"});
}

}
