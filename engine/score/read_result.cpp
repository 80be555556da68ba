// SPDX-License-Identifier: Apache-2.0
#include "engine/score/read_result.h"

#include "engine/base/hash.h"
#include "engine/dicom/data_set.h"
#include "engine/dicom/pixel_fragments.h"
#include "engine/dicom/raw_value.h"

#include <algorithm>
#include <sys/stat.h>
#include <unistd.h>

namespace engine::score {

namespace {

constexpr dicom::Tag pixelData{0x7FE0, 0x0010};
constexpr std::size_t preambleBytes = 128;

/// Each byte as the character of the same number: nothing is lost, and ASCII stays readable.
std::string fromLatin1(ByteView bytes)
{
    std::string text;
    for (const auto byte : bytes) {
        if (byte < 0x80) {
            text += static_cast<char>(byte);
            continue;
        }
        text += static_cast<char>(0xC0 | byte >> 6);
        text += static_cast<char>(0x80 | (byte & 0x3F));
    }
    return text;
}

class Listing {
public:
    Listing(const dicom::DataSet& dataSet, std::vector<FoundElement>& found) : m_dataSet{dataSet}, m_found{found} {}

    void add(const std::vector<dicom::Element>& elements, const dicom::TagPath& above)
    {
        for (const auto& element : elements) {
            auto path = above;
            path.push_back({element.tag, element.creator, -1});
            m_found.push_back({toString(path), element.vr, valueOf(element, path), isEmpty(element)});
            for (std::size_t i = 0; i < element.items.size(); ++i) {
                path.back().item = static_cast<int>(i);
                add(element.items[i].elements, path);
            }
        }
    }

private:
    static bool isEmpty(const dicom::Element& element)
    {
        return element.vr == "SQ" ? element.items.empty() : element.length == 0 && element.value.empty();
    }

    std::string valueOf(const dicom::Element& element, const dicom::TagPath& path) const
    {
        const bool isShort = element.length > 0 && element.length <= ReadResult::longestBinary;
        if (!element.value.empty() || element.vr == "SQ" || !isShort || element.tag == pixelData)
            return element.value;
        const auto bytes = dicom::rawValue(m_dataSet, path);
        return bytes ? fromLatin1(*bytes) : std::string{};
    }

    const dicom::DataSet& m_dataSet;
    std::vector<FoundElement>& m_found;
};

/// Both digests at once.
struct Digests {
    Md5 md5;
    Sha256 sha256;

    void add(ByteView bytes)
    {
        md5.add(bytes);
        sha256.add(bytes);
    }
    void addNumber(std::uint32_t number)
    {
        const std::array<std::uint8_t, 4> bytes{
            static_cast<std::uint8_t>(number), static_cast<std::uint8_t>(number >> 8U),
            static_cast<std::uint8_t>(number >> 16U), static_cast<std::uint8_t>(number >> 24U)};
        add(bytes);
    }
    /// PS3.5 A.4: tag (FFFE,E000) and length before the bytes of an item.
    void addItemHeader(std::size_t length)
    {
        add(std::array<std::uint8_t, 4>{0xFE, 0xFF, 0x00, 0xE0});
        addNumber(static_cast<std::uint32_t>(length));
    }
};

/// The value of encapsulated pixel data is its items, the offset table first, without the delimiter at its end.
Done addFragments(const dicom::DataSet& dataSet, std::size_t count, Digests& digests)
{
    const auto table = dicom::offsetTable(dataSet);
    digests.addItemHeader(4 * table.size());
    for (const auto offset : table)
        digests.addNumber(offset);
    for (std::size_t i = 0; i < count; ++i) {
        const auto bytes = dicom::fragment(dataSet, i);
        if (!bytes)
            return bytes.error();
        digests.addItemHeader(bytes->size());
        digests.add(*bytes);
    }
    return done();
}

Done addNative(const dicom::DataSet& dataSet, std::uint64_t length, Digests& digests)
{
    constexpr std::uint64_t block = 1U << 22U;
    const bool isBigEndian = dataSet.transferSyntaxUid() == "1.2.840.10008.1.2.2";
    const auto words = isBigEndian ? dicom::find(dicom::read(dataSet).elements, pixelData) : nullptr;
    const bool isSwapped = words && words->vr == "OW";
    for (std::uint64_t at = 0; at < length; at += block) {
        auto bytes = dicom::nativeBytes(dataSet, at, static_cast<std::size_t>(std::min(block, length - at)));
        if (!bytes)
            return bytes.error();
        for (std::size_t i = 0; isSwapped && i + 1 < bytes->size(); i += 2)
            std::swap((*bytes)[i], (*bytes)[i + 1]);
        digests.add(*bytes);
    }
    return done();
}

Done addDigests(const dicom::DataSet& dataSet, ReadResult::Answer& answer)
{
    const auto form = dicom::pixelDataForm(dataSet);
    if (!form.isPresent)
        return done();
    Digests digests;
    const auto added =
        form.isEncapsulated ? addFragments(dataSet, form.fragments, digests) : addNative(dataSet, form.bytes, digests);
    if (!added)
        return added;
    answer.pixelMd5 = digests.md5.finish();
    answer.pixelSha256 = toHex(digests.sha256.finish());
    return done();
}

char lower(std::uint8_t byte)
{
    return static_cast<char>(byte >= 'A' && byte <= 'Z' ? byte + ('a' - 'A') : byte);
}

std::string lower(ByteView bytes)
{
    std::string text(bytes.size(), '\0');
    std::transform(bytes.begin(), bytes.end(), text.begin(), [](std::uint8_t byte) { return lower(byte); });
    return text;
}

/// In blocks that overlap by the longest text.
Result<std::vector<std::string>> textsIn(int file, const std::vector<std::string>& texts)
{
    constexpr std::size_t block = 1U << 22U;
    std::size_t longest = 1;
    for (const auto& text : texts)
        longest = std::max(longest, text.size());
    std::vector<std::string> found;
    Bytes bytes(block + longest);
    for (off_t at = 0;; at += static_cast<off_t>(block)) {
        const auto count = ::pread(file, bytes.data(), bytes.size(), at);
        if (count < 0)
            return Error{ErrorCode::NotReadable, "file"};
        const auto part = lower(ByteView{bytes.data(), static_cast<std::size_t>(count)});
        for (const auto& text : texts) {
            const bool isKnown = std::find(found.begin(), found.end(), text) != found.end();
            if (!isKnown && part.find(lower(viewOf(text))) != std::string::npos)
                found.push_back(text);
        }
        if (static_cast<std::size_t>(count) < bytes.size())
            return found;
    }
}

}

Result<ReadResult::Answer> readResult(const ReadResult& request, int file)
{
    const auto dataSet = dicom::load(file);
    if (!dataSet)
        return dataSet.error();
    if (!dataSet->damage().empty())
        return Error{ErrorCode::Damaged, dataSet->damage()};
    const auto tree = dicom::read(*dataSet);
    ReadResult::Answer answer;
    Listing listing{*dataSet, answer.elements};
    listing.add(tree.meta, {});
    listing.add(tree.elements, {});
    Bytes preamble(preambleBytes);
    if (::pread(file, preamble.data(), preamble.size(), 0) == static_cast<ssize_t>(preamble.size()))
        answer.preamble = fromLatin1(preamble);
    if (request.digestsWanted) {
        if (auto added = addDigests(*dataSet, answer); !added)
            return added.error();
    }
    if (!request.texts.empty()) {
        auto found = textsIn(file, request.texts);
        if (!found)
            return found.error();
        answer.textsInFile = *std::move(found);
    }
    return answer;
}

}
