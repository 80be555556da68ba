// SPDX-License-Identifier: Apache-2.0
#include "engine/dicom/dcmtk_access.h"
#include "engine/dicom/meta_scan.h"

#include <dcmtk/dcmdata/dcfcache.h>

#include <algorithm>
#include <stdexcept>

#include <sys/stat.h>

namespace engine::dicom {

namespace {

constexpr Uint32 blockSize = 65'536;

/// A value piece by piece, so that large pixel data are compared without holding them twice.
class ValueReader {
public:
    explicit ValueReader(DcmElement& element) : m_element{element}, m_length{element.getLength()} {}

    Uint32 length() const { return m_length; }
    bool read(Uint32 offset, std::span<std::uint8_t> into)
    {
        const auto count = static_cast<Uint32>(into.size());
        return m_element.getPartialValue(into.data(), offset, count, &m_cache, EBO_LittleEndian).good();
    }

private:
    DcmElement& m_element;
    Uint32 m_length;
    DcmFileCache m_cache;
};

/// DCMTK counts the pad byte that an odd value gets at saving, also where the original file ends without one.
bool readPadded(ValueReader& reader, Uint32 offset, std::span<std::uint8_t> into)
{
    if (reader.read(offset, into))
        return true;
    into.back() = 0;
    return offset + into.size() == reader.length() && reader.read(offset, into.first(into.size() - 1));
}

bool sameBytes(DcmElement& one, DcmElement& other)
{
    ValueReader first{one};
    ValueReader second{other};
    if (first.length() != second.length())
        return false;
    Bytes a(blockSize);
    Bytes b(blockSize);
    for (Uint32 offset = 0; offset < first.length(); offset += blockSize) {
        const auto count = std::min(blockSize, first.length() - offset);
        const bool isRead = readPadded(first, offset, {a.data(), count}) && second.read(offset, {b.data(), count});
        if (!isRead || !std::equal(a.begin(), a.begin() + count, b.begin()))
            return false;
    }
    return true;
}

bool sameFragments(DcmPixelSequence& one, DcmPixelSequence& other)
{
    if (one.card() != other.card())
        return false;
    for (unsigned long i = 0; i < one.card(); ++i) {
        DcmPixelItem* a = nullptr;
        DcmPixelItem* b = nullptr;
        if (one.getItem(a, i).bad() || other.getItem(b, i).bad() || !sameBytes(*a, *b))
            return false;
    }
    return true;
}

DcmPixelSequence* encapsulated(DcmElement& element)
{
    auto* pixels = dynamic_cast<DcmPixelData*>(&element);
    if (!pixels)
        return nullptr;
    E_TransferSyntax syntax = EXS_Unknown;
    const DcmRepresentationParameter* parameter = nullptr;
    DcmPixelSequence* sequence = nullptr;
    pixels->getOriginalRepresentationKey(syntax, parameter);
    return pixels->getEncapsulatedRepresentation(syntax, parameter, sequence).good() ? sequence : nullptr;
}

/// Text in DCMTK's hands has lost its padding.
bool trimmedText(DcmElement& element, std::string& text)
{
    char* characters = nullptr;
    Uint32 length = 0;
    if (element.getString(characters, length).bad())
        return false;
    text.assign(characters ? characters : "", characters ? length : 0);
    text.erase(text.find_last_not_of(std::string{" \0", 2}) + 1);
    return true;
}

bool sameValue(DcmElement& one, DcmElement& other)
{
    auto* fragments = encapsulated(one);
    auto* otherFragments = encapsulated(other);
    if (fragments || otherFragments)
        return fragments && otherFragments && sameFragments(*fragments, *otherFragments);
    std::string a;
    std::string b;
    if (trimmedText(one, a) && trimmedText(other, b))
        return a == b;
    return sameBytes(one, other);
}

bool isLeftOut(DcmElement& element)
{
    const auto tag = toTag(element.getTag());
    return tag.element == 0 || tag == Tag{0xFFFC, 0xFFFC};
}

/// What `save` writes of an item.
std::vector<DcmElement*> writtenElements(DcmItem& item)
{
    std::vector<DcmElement*> elements;
    elements.reserve(item.card());
    for (auto* object = item.nextInContainer(nullptr); object; object = item.nextInContainer(object)) {
        auto* element = static_cast<DcmElement*>(object);
        if (!isLeftOut(*element))
            elements.push_back(element);
    }
    return elements;
}

Done compareItems(DcmItem& one, DcmItem& other);

Done compareElements(DcmElement& one, DcmElement& other)
{
    const Error differs{ErrorCode::Damaged, toString(toTag(one.getTag()))};
    if (toTag(one.getTag()) != toTag(other.getTag()))
        return differs;
    auto* sequence = one.ident() == EVR_SQ ? static_cast<DcmSequenceOfItems*>(&one) : nullptr;
    auto* otherSequence = other.ident() == EVR_SQ ? static_cast<DcmSequenceOfItems*>(&other) : nullptr;
    if (!sequence && !otherSequence)
        return sameValue(one, other) ? done() : Done{differs};
    if (!sequence || !otherSequence || sequence->card() != otherSequence->card())
        return differs;
    for (unsigned long i = 0; i < sequence->card(); ++i) {
        if (auto same = compareItems(*sequence->getItem(i), *otherSequence->getItem(i)); !same)
            return same;
    }
    return done();
}

Done compareItems(DcmItem& one, DcmItem& other)
{
    const auto written = writtenElements(one);
    const auto found = writtenElements(other);
    for (std::size_t i = 0; i < std::min(written.size(), found.size()); ++i) {
        if (auto same = compareElements(*written[i], *found[i]); !same)
            return same;
    }
    return written.size() == found.size() ? done() : Done{Error{ErrorCode::Damaged, "number of elements"}};
}

}

Done checkReadBack(int fd, DataSet& saved)
{
    const auto again = load(fd);
    return again ? checkReadBack(*again, saved) : Done{again.error()};
}

Done checkReadBack(const DataSet& again, const DataSet& saved)
{
    const auto& content = again.content();
    if (!content.damage.empty())
        return Error{ErrorCode::Damaged, content.damage};
    if (content.hasPreamble || content.trailing != 0 || content.transferSyntaxUid != saved.transferSyntaxUid())
        return Error{ErrorCode::Damaged, "file meta header"};
    try {
        return compareItems(saved.content().dataset(), again.content().dataset());
    } catch (const std::exception&) {
        return Error{ErrorCode::Damaged, "value that DCMTK cannot read"};
    }
}

}
