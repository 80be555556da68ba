// SPDX-License-Identifier: Apache-2.0
#include "engine/release/dicomize.h"

#include "engine/photo/raster.h"
#include "engine/pixels/turn.h"

#include <algorithm>
#include <map>

namespace engine::release {

namespace {

// PS3.6 Table A-1
constexpr std::string_view photographic = "1.2.840.10008.5.1.4.1.1.77.1.4",
                           secondaryCapture = "1.2.840.10008.5.1.4.1.1.7", greyBytes = "1.2.840.10008.5.1.4.1.1.7.2",
                           greyWords = "1.2.840.10008.5.1.4.1.1.7.3", trueColours = "1.2.840.10008.5.1.4.1.1.7.4",
                           jpegBaseline = "1.2.840.10008.1.2.4.50", explicitLittle = "1.2.840.10008.1.2.1";
/// Of this program, made once (PS3.5 B.2).
constexpr std::string_view implementation = "2.25.210357293114271917346263410839105268173";

constexpr bool isLong(std::string_view vr)
{
    return vr == "OB" || vr == "OW" || vr == "SQ" || vr == "UN" || vr == "UT";
}

void put(Bytes& bytes, std::uint64_t value, int size)
{
    for (int i = 0; i < size; ++i)
        bytes.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
}

/// Elements in the order of their tags, explicit VR little endian (PS3.5 7.1.2).
class Elements {
public:
    void text(std::uint32_t tag, std::string_view vr, std::string_view value)
    {
        Bytes bytes{value.begin(), value.end()};
        if (bytes.size() % 2 != 0)
            bytes.push_back(vr == "UI" ? 0 : ' ');
        m_elements[tag] = head(tag, vr, bytes.size());
        append(tag, bytes);
    }

    void number(std::uint32_t tag, int value)
    {
        m_elements[tag] = head(tag, "US", 2);
        put(m_elements[tag], static_cast<std::uint64_t>(value), 2);
    }

    void bytes(std::uint32_t tag, std::string_view vr, Bytes value)
    {
        if (value.size() % 2 != 0)
            value.push_back(0);
        m_elements[tag] = head(tag, vr, value.size());
        append(tag, value);
    }

    /// One frame in one fragment, behind an empty offset table (PS3.5 A.4).
    void encapsulated(ByteView frame)
    {
        constexpr std::uint32_t pixelData = 0x7FE00010;
        auto& element = m_elements[pixelData] = head(pixelData, "OB", 0xFFFFFFFF);
        put(element, 0xE000FFFE, 4);
        put(element, 0, 4);
        put(element, 0xE000FFFE, 4);
        put(element, frame.size() + frame.size() % 2, 4);
        element.insert(element.end(), frame.begin(), frame.end());
        element.resize(element.size() + frame.size() % 2);
        put(element, 0xE0DDFFFE, 4);
        put(element, 0, 4);
    }

    Bytes joined() const
    {
        Bytes whole;
        for (const auto& [tag, element] : m_elements)
            whole.insert(whole.end(), element.begin(), element.end());
        return whole;
    }

private:
    static Bytes head(std::uint32_t tag, std::string_view vr, std::uint64_t length)
    {
        Bytes bytes;
        put(bytes, tag >> 16U, 2);
        put(bytes, tag & 0xFFFFU, 2);
        bytes.insert(bytes.end(), vr.begin(), vr.end());
        if (isLong(vr))
            put(bytes, 0, 2);
        put(bytes, length, isLong(vr) ? 4 : 2);
        return bytes;
    }

    void append(std::uint32_t tag, const Bytes& value)
    {
        m_elements[tag].insert(m_elements[tag].end(), value.begin(), value.end());
    }

    std::map<std::uint32_t, Bytes> m_elements;
};

/// Baseline, and standing upright: SOF0 alone may go into that transfer syntax (PS3.5 8.2.1).
bool staysJpeg(ByteView file, const photo::Dissection& taken)
{
    if (taken.format != photo::Format::Jpeg || taken.orientation != 1 || taken.photometric == "RGB")
        return false;
    for (std::size_t at = 2; at + 4 < file.size() && file[at] == 0xFF; at += 2U + file[at + 2] * 256U + file[at + 3]) {
        const auto marker = file[at + 1];
        if (marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC)
            return marker == 0xC0;
    }
    return false;
}

struct Picture {
    pixels::FrameLayout layout; ///< of each page
    Bytes samples;
};

/// Adds a page, which must be like those before it.
Done addUpright(ByteView file, const photo::Page& page, int number, Picture& picture)
{
    constexpr std::size_t mostBytes = 6; // of a pixel
    Bytes room(mostBytes * static_cast<std::size_t>(page.columns) * static_cast<std::size_t>(page.rows));
    const auto frame = photo::decodePage(file, number, room);
    if (!frame)
        return frame.error();
    const auto layout = pixels::uprightOf(*frame).layout;
    const bool isAlike = layout.columns == picture.layout.columns && layout.rows == picture.layout.rows &&
                         layout.samplesPerPixel == picture.layout.samplesPerPixel &&
                         layout.bytesPerSample == picture.layout.bytesPerSample;
    if (number > 1 && !isAlike)
        return Error{ErrorCode::Unsupported, "pages that are not alike as one DICOM image"};
    picture.layout = layout;
    const auto before = picture.samples.size();
    picture.samples.resize(before + layout.bytes());
    pixels::turnUpright(room, *frame, std::span{picture.samples}.subspan(before));
    return done();
}

Result<Picture> uprightPicture(ByteView file, const std::vector<photo::Page>& pages)
{
    constexpr std::uint64_t most = 1U << 30U; // what a worker may hold
    Picture picture;
    for (std::size_t i = 0; i < pages.size(); ++i) {
        if (auto added = addUpright(file, pages[i], static_cast<int>(i) + 1, picture); !added)
            return added.error();
        if (picture.layout.bytes() * pages.size() > most)
            return Error{ErrorCode::TooLarge, "pages as one DICOM image"};
    }
    return picture;
}

/// VL Photographic has 8 bits; Secondary Capture with several frames has a class for each kind of sample (PS3.3 A.8).
Result<std::string_view> classFor(const pixels::FrameLayout& layout, std::size_t pages)
{
    const bool isByte = layout.bytesPerSample == 1, isGrey = layout.samplesPerPixel == 1;
    if (pages == 1)
        return isByte ? photographic : secondaryCapture;
    if (!isByte && !isGrey)
        return Error{ErrorCode::Unsupported, "pages with colours of 16 bits as one DICOM image"};
    return isGrey ? isByte ? greyBytes : greyWords : trueColours;
}

/// Patient, study, series, equipment and image: Type 1 and 2 of the modules of both IODs (PS3.3 A.8.1, A.32.4).
void addNames(Elements& elements, const DicomNames& names, std::string_view sopClass, bool isLossy)
{
    elements.text(0x00080005, "CS", "ISO_IR 192");
    elements.text(0x00080008, "CS", isLossy ? "ORIGINAL\\PRIMARY" : "DERIVED\\PRIMARY");
    elements.text(0x00080016, "UI", sopClass);
    elements.text(0x00080018, "UI", names.instance);
    for (const auto& [tag, vr] : {std::pair{0x00080020U, "DA"},
                                  {0x00080030U, "TM"},
                                  {0x00080050U, "SH"},
                                  {0x00080070U, "LO"},
                                  {0x00080090U, "PN"},
                                  {0x00100030U, "DA"},
                                  {0x00100040U, "CS"},
                                  {0x00200010U, "SH"},
                                  {0x00200011U, "IS"},
                                  {0x00200020U, "CS"},
                                  {0x00200060U, "CS"}})
        elements.text(tag, vr, "");
    elements.text(0x00080060, "CS", "XC");
    elements.text(0x00100010, "PN", names.patient);
    elements.text(0x00100020, "LO", names.patient);
    elements.text(0x0020000D, "UI", names.study);
    elements.text(0x0020000E, "UI", names.series);
    elements.text(0x00200013, "IS", "1");
    elements.text(0x00120062, "CS", "YES");
    elements.text(0x00120063, "LO", "Safelight, photograph without its metadata");
    if (sopClass != photographic)
        elements.text(0x00080064, "CS", "DI");
    else
        elements.bytes(0x00400555, "SQ", {}); // Acquisition Context, Type 2
}

void addShape(Elements& elements, const pixels::FrameLayout& layout, std::string_view photometric)
{
    elements.number(0x00280002, layout.samplesPerPixel);
    elements.text(0x00280004, "CS", photometric);
    if (layout.samplesPerPixel > 1)
        elements.number(0x00280006, 0);
    elements.number(0x00280010, layout.rows);
    elements.number(0x00280011, layout.columns);
    elements.number(0x00280100, 8 * layout.bytesPerSample);
    elements.number(0x00280101, 8 * layout.bytesPerSample);
    elements.number(0x00280102, 8 * layout.bytesPerSample - 1);
    elements.number(0x00280103, 0);
}

/// Frames as pages of a document (PS3.3 C.8.6.3 and C.8.6.4). Nobody has looked at them: what may be written there is
/// taken as written.
void addPages(Elements& elements, std::size_t pages, const pixels::FrameLayout& layout)
{
    std::string numbers;
    for (std::size_t i = 1; i <= pages; ++i)
        numbers += (i == 1 ? "" : "\\") + std::to_string(i);
    elements.text(0x00182001, "IS", numbers);
    elements.text(0x00280008, "IS", std::to_string(pages));
    elements.bytes(0x00280009, "AT", {0x18, 0x00, 0x01, 0x20});
    elements.text(0x00280301, "CS", "YES");
    if (layout.samplesPerPixel > 1)
        return;
    elements.text(0x00281052, "DS", "0");
    elements.text(0x00281053, "DS", "1");
    elements.text(0x00281054, "LO", "US");
    elements.text(0x20500020, "CS", "IDENTITY");
}

void addLoss(Elements& elements, const photo::Dissection& taken, std::size_t packed, std::size_t plain)
{
    elements.text(0x00282110, "CS", taken.lossyMethod.empty() ? "00" : "01");
    if (taken.lossyMethod.empty())
        return;
    const auto tenths = plain * 10 / std::max<std::size_t>(1, packed);
    elements.text(0x00282112, "DS", std::to_string(tenths / 10) + '.' + std::to_string(tenths % 10));
    elements.text(0x00282114, "CS", taken.lossyMethod);
}

Bytes fileWith(const Elements& elements, const DicomNames& names, const DicomPicture& picture)
{
    Elements meta;
    meta.bytes(0x00020001, "OB", {0, 1});
    meta.text(0x00020002, "UI", picture.sopClass);
    meta.text(0x00020003, "UI", names.instance);
    meta.text(0x00020010, "UI", picture.transferSyntax);
    meta.text(0x00020012, "UI", implementation);
    const auto group = meta.joined(), content = elements.joined();
    Bytes file(128);
    for (const char c : std::string_view{"DICM"})
        file.push_back(static_cast<std::uint8_t>(c));
    put(file, 0x00000002, 4);
    file.insert(file.end(), {'U', 'L'});
    put(file, 4, 2);
    put(file, group.size(), 4);
    file.insert(file.end(), group.begin(), group.end());
    file.insert(file.end(), content.begin(), content.end());
    return file;
}

}

Result<DicomPicture> dicomFrom(ByteView photograph, const DicomNames& names)
{
    const auto taken = photo::dissect(photograph);
    if (!taken)
        return taken.error();
    auto pages = taken->pages;
    std::erase_if(pages, [](const photo::Page& page) { return page.isOpacity; });
    DicomPicture picture;
    Elements elements;
    const auto& page = pages.front();
    if (staysJpeg(photograph, *taken)) {
        picture.sopClass = photographic;
        addNames(elements, names, picture.sopClass, true);
        picture.transferSyntax = jpegBaseline;
        const pixels::FrameLayout layout{page.columns, page.rows, page.samples, 1, false, 8};
        // The one name that VL images have for JPEG colours (PS3.3 C.8.12.1.1.1); the stream says how wide they are.
        addShape(elements, layout, page.samples == 1 ? "MONOCHROME2" : "YBR_FULL_422");
        addLoss(elements, *taken, photograph.size(), layout.bytes());
        elements.encapsulated(photograph);
    } else {
        picture.transferSyntax = explicitLittle;
        picture.isRecoded = true;
        auto decoded = uprightPicture(photograph, pages);
        const auto sopClass =
            decoded ? classFor(decoded->layout, pages.size()) : Result<std::string_view>{decoded.error()};
        if (!sopClass)
            return sopClass.error();
        picture.sopClass = *sopClass;
        addNames(elements, names, picture.sopClass, !taken->lossyMethod.empty());
        if (pages.size() > 1)
            addPages(elements, pages.size(), decoded->layout);
        addShape(elements, decoded->layout, decoded->layout.samplesPerPixel == 3 ? "RGB" : "MONOCHROME2");
        addLoss(elements, *taken, photograph.size(), decoded->samples.size());
        elements.bytes(0x7FE00010, decoded->layout.bytesPerSample == 2 ? "OW" : "OB", std::move(decoded->samples));
    }
    picture.bytes = fileWith(elements, names, picture);
    return picture;
}

}
