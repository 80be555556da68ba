// SPDX-License-Identifier: Apache-2.0
#include "engine/photo/exif.h"

#include "engine/photo/embedded.h"
#include "engine/photo/fields.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

#include <set>

namespace engine::photo {

namespace {

constexpr std::uint16_t orientationTag = 0x0112, xResolutionTag = 0x011A, yResolutionTag = 0x011B, unitTag = 0x0128,
                        exifTag = 0x8769, gpsTag = 0x8825, interopTag = 0xA005, thumbnailTag = 0x0201,
                        thumbnailSizeTag = 0x0202;
constexpr std::uint16_t ascii = 2, undefined = 7, byteType = 1;

std::string plainNumber(double value)
{
    std::array<char, 40> text{};
    std::snprintf(text.data(), text.size(), "%.10g", value);
    return text.data();
}

/// Degrees, minutes and seconds as one number.
std::string degrees(const FieldReader& reader, const Field& field)
{
    return plainNumber(reader.real(field) + reader.real(field, 1) / 60 + reader.real(field, 2) / 3600);
}

/// XP fields are UTF-16LE, user comments begin with eight bytes that name their coding.
std::string textOfBytes(const Field& field)
{
    const auto bytes = textOf(field.bytes);
    if (field.tag >= 0x9C9B && field.tag <= 0x9C9F) {
        std::string narrow;
        for (std::size_t i = 0; i + 1 < bytes.size(); i += 2)
            narrow += bytes[i + 1] == 0 ? bytes[i] : '?';
        return shownText(narrow);
    }
    constexpr std::uint16_t userComment = 0x9286, processingMethod = 0x001B, areaInformation = 0x001C;
    const bool hasCoding = field.tag == userComment || field.tag == processingMethod || field.tag == areaInformation;
    return hasCoding && bytes.size() > 8 ? shownText(bytes.substr(8)) : std::string{};
}

std::string valueOf(const FieldReader& reader, const Field& field, std::string_view name)
{
    constexpr std::size_t mostShown = 12;
    if (field.bytes.empty())
        return {};
    if (field.type == ascii)
        return shownText(textOf(field.bytes));
    if (name.ends_with("Latitude") || name.ends_with("Longitude"))
        return degrees(reader, field);
    if (field.type == undefined || field.type == byteType) {
        const auto text = textOfBytes(field);
        return text.empty() && field.bytes.size() > 4 ? binaryWords(field.bytes.size())
               : text.empty()                         ? toHex(field.bytes)
                                                      : text;
    }
    std::string value;
    for (std::size_t i = 0; i < std::min<std::size_t>(field.count, mostShown); ++i)
        value += (i == 0 ? "" : " ") + plainNumber(reader.real(field, i));
    return field.count > mostShown ? value + " …" : value;
}

std::string reasonFor(std::string_view group, std::string_view name)
{
    if (group == "GPS")
        return "says where the picture was taken";
    const auto has = [&](std::string_view part) { return name.find(part) != name.npos; };
    if (has("Date") || has("OffsetTime") || has("SubSec"))
        return "says when the picture was taken";
    if (has("Serial") || has("UniqueID") || name == "MakerNote")
        return "can tell one camera from all others";
    if (has("Artist") || has("Owner") || has("Author") || has("Copyright") || has("HostComputer"))
        return "names a person or a place of work";
    if (has("Thumbnail") || has("SubIFD"))
        return "a smaller picture that boxes do not blank";
    if (has("Description") || has("Comment") || has("Title") || has("Subject") || has("Keywords") || has("Name"))
        return "free text";
    return "says nothing that the picture needs";
}

std::string dayOf(std::string_view text)
{
    std::string day;
    for (const char c : text.substr(0, std::min<std::size_t>(10, text.size()))) {
        if (c >= '0' && c <= '9')
            day += c;
    }
    return day.size() == 8 && day != "00000000" ? day : std::string{};
}

/// What text in the pixels is compared with.
void takeIdentity(const Note& note, Dissection& into)
{
    const auto add = [&](const std::string& value, const char* keyword) {
        if (value.size() >= 3)
            into.identity.push_back({value, keyword});
    };
    const std::string_view name = note.name;
    if (name == "Artist" || name == "OwnerName" || name == "XPAuthor")
        add(note.value, "OperatorsName");
    if (name == "SerialNumber" || name == "ImageUniqueID" || name == "CameraSerialNumber")
        add(note.value, "DeviceSerialNumber");
    if (name == "DateTimeOriginal" || name == "CreateDate" || name == "ModifyDate" || name == "GPSDateStamp")
        add(dayOf(note.value), "AcquisitionDate");
    if (name == "ImageDescription" || name == "XPTitle" || name == "XPSubject" || name == "UserComment")
        add(note.value, "ImageComments");
    if (name == "Make" && into.make.empty())
        into.make = note.value;
    if (name == "Model" && into.model.empty())
        into.model = note.value;
    if (name == "DateTimeOriginal" || (name == "ModifyDate" && into.day.empty()))
        into.day = dayOf(note.value);
}

class Telling {
public:
    Telling(const FieldReader& reader, ByteView file, std::string place, Dissection& into)
        : m_reader{reader}, m_file{file}, m_place{std::move(place)}, m_into{into}
    {
    }

    /// A directory and those it points to; false where something lies outside the block.
    void tell(std::uint64_t offset, const std::string& group)
    {
        constexpr std::size_t mostDirectories = 32;
        if (m_seen.size() >= mostDirectories || !m_seen.insert(offset).second) {
            m_into.notes.push_back(
                {m_place + '/' + group, "Loop", {}, Fate::Removed, "a directory that is there twice"});
            return;
        }
        const auto directory = m_reader.directoryAt(offset);
        if (!directory.isWhole)
            m_into.notes.push_back(
                {m_place + '/' + group, "Damaged", {}, Fate::Removed, "it reaches outside its block"});
        for (const auto& field : directory.fields)
            tellOne(field, group);
        tellThumbnail(directory, group);
        if (directory.next != 0 && group == "IFD0")
            tell(directory.next, "IFD1");
    }

    void tellOne(const Field& field, const std::string& group)
    {
        if (field.tag == exifTag)
            return tell(m_reader.number(field), "ExifIFD");
        if (field.tag == gpsTag)
            return tell(m_reader.number(field), "GPS");
        if (field.tag == interopTag && group == "ExifIFD")
            return tell(m_reader.number(field), "InteropIFD");
        const bool shapesThePicture = group == "IFD0" && (field.tag == orientationTag || field.tag == xResolutionTag ||
                                                          field.tag == yResolutionTag || field.tag == unitTag);
        if (shapesThePicture || tellEmbedded(field, group)) // what stays of the first is told by `tellKept`
            return;
        const auto name = fieldName(group, field.tag);
        std::array<char, 12> number{};
        std::snprintf(number.data(), number.size(), "0x%04X", static_cast<unsigned>(field.tag));
        Note note{m_place + '/' + group, name.empty() ? std::string{"Tag"} + number.data() : std::string{name},
                  valueOf(m_reader, field, name), Fate::Removed, reasonFor(group, name)};
        if (name.empty())
            note.reason = "a private field, whose meaning nobody tells";
        takeIdentity(note, m_into);
        m_into.notes.push_back(std::move(note));
    }

private:
    /// XMP, IPTC and Photoshop's blocks stand in fields of their own.
    bool tellEmbedded(const Field& field, const std::string& group)
    {
        constexpr std::uint16_t xmp = 0x02BC, iptc = 0x83BB, photoshop = 0x8649;
        const auto place = m_place + '/' + group;
        if (field.bytes.empty())
            return false;
        if (field.tag == xmp)
            tellXmp(field.bytes, place + "/XMP", m_into);
        else if (field.tag == iptc)
            tellIptc(field.bytes, place + "/IPTC", m_into);
        else if (field.tag == photoshop)
            tellPhotoshop(field.bytes, place + "/Photoshop", m_into);
        return field.tag == xmp || field.tag == iptc || field.tag == photoshop;
    }

    void tellThumbnail(const Directory& directory, const std::string& group)
    {
        const auto size = m_reader.numberOf(directory, thumbnailSizeTag, 0);
        if (directory.find(thumbnailTag) && size > 0)
            m_into.notes.push_back({m_place + '/' + group, "ThumbnailImage", binaryWords(size), Fate::Removed,
                                    reasonFor(group, "ThumbnailImage")});
    }

    const FieldReader& m_reader;
    ByteView m_file;
    std::string m_place;
    Dissection& m_into;
    std::set<std::uint64_t> m_seen;
};

int orientationOf(const FieldReader& reader, const Directory& directory)
{
    const auto value = reader.numberOf(directory, orientationTag, 1);
    return value >= 1 && value <= 8 ? static_cast<int>(value) : 1;
}

Resolution resolutionOf(const FieldReader& reader, const Directory& directory)
{
    Resolution resolution;
    const auto* x = directory.find(xResolutionTag);
    const auto* y = directory.find(yResolutionTag);
    if (!x || !y)
        return resolution;
    resolution.x = reader.real(*x);
    resolution.y = reader.real(*y);
    const auto unit = reader.numberOf(directory, unitTag, 2);
    resolution.unit = unit >= 1 && unit <= 3 ? static_cast<int>(unit) : 2;
    return resolution.isKnown() ? resolution : Resolution{};
}

void put(Bytes& bytes, std::uint64_t value, int size)
{
    for (int i = size - 1; i >= 0; --i)
        bytes.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
}

}

bool Resolution::isKnown() const
{
    constexpr double least = .01, most = 100'000;
    const auto isSensible = [](double value) { return std::isfinite(value) && value >= least && value <= most; };
    return isSensible(x) && isSensible(y);
}

Exif readExif(ByteView tiff, const std::string& place, Dissection& into)
{
    const auto reader = FieldReader::open(tiff);
    if (!reader) {
        into.notes.push_back({place, "Exif", binaryWords(tiff.size()), Fate::Removed, "EXIF that cannot be read"});
        return {};
    }
    Telling{*reader, tiff, place, into}.tell(reader->first(), "IFD0");
    const auto main = reader->directoryAt(reader->first());
    return {orientationOf(*reader, main), resolutionOf(*reader, main)};
}

void tellFields(const FieldReader& reader, const Directory& directory, const std::string& place, Dissection& into)
{
    Telling telling{reader, {}, place.substr(0, place.rfind('/')), into};
    const auto group = place.substr(place.rfind('/') + 1);
    for (const auto& field : directory.fields)
        telling.tellOne(field, group);
}

/// Big endian, one directory: at most Orientation, XResolution, YResolution and ResolutionUnit.
Bytes writeExif(const Exif& exif)
{
    const bool hasResolution = exif.resolution.isKnown();
    if (exif.orientation == 1 && !hasResolution)
        return {};
    const std::uint64_t fields = (exif.orientation != 1 ? 1U : 0U) + (hasResolution ? 3U : 0U);
    constexpr std::uint64_t start = 8, shortType = 3, rationalType = 5, below = 1000;
    const std::uint64_t values = start + 2 + fields * 12 + 4;
    Bytes bytes{'M', 'M', 0, 42};
    put(bytes, start, 4);
    put(bytes, fields, 2);
    const auto field = [&](std::uint64_t tag, std::uint64_t type, std::uint64_t value) {
        put(bytes, tag, 2);
        put(bytes, type, 2);
        put(bytes, 1, 4);
        put(bytes, type == shortType ? value << 16U : value, 4);
    };
    if (exif.orientation != 1)
        field(orientationTag, shortType, static_cast<std::uint64_t>(exif.orientation));
    if (hasResolution) {
        field(xResolutionTag, rationalType, values);
        field(yResolutionTag, rationalType, values + 8);
        field(unitTag, shortType, static_cast<std::uint64_t>(exif.resolution.unit));
    }
    put(bytes, 0, 4);
    for (const double value : {exif.resolution.x, exif.resolution.y}) {
        if (!hasResolution)
            break;
        put(bytes, static_cast<std::uint64_t>(std::llround(value * below)), 4);
        put(bytes, below, 4);
    }
    return bytes;
}

void tellKept(const Exif& exif, const std::string& place, Dissection& into)
{
    if (exif.orientation != 1)
        into.notes.push_back({place, "Orientation", std::to_string(exif.orientation), Fate::Kept,
                              "the picture would lie on its side without it"});
    if (exif.resolution.isKnown())
        into.notes.push_back({place, "Resolution",
                              plainNumber(exif.resolution.x) + " x " + plainNumber(exif.resolution.y), Fate::Kept,
                              "says how large the picture is in print"});
}

}
