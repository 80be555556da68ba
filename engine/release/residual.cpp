// SPDX-License-Identifier: Apache-2.0
#include "engine/release/residual.h"

#include "engine/release/layout.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <set>
#include <sys/mman.h>
#include <sys/stat.h>

namespace engine::release {

namespace {

using Region = profile::Identity::Region;

constexpr std::string_view implicitSyntax = "1.2.840.10008.1.2", deflatedSyntax = "1.2.840.10008.1.2.1.99",
                           bigEndianSyntax = "1.2.840.10008.1.2.2";

/// The file in memory for as long as it is looked at.
class Mapped {
public:
    explicit Mapped(int file)
    {
        struct stat status {};
        if (::fstat(file, &status) != 0 || status.st_size <= 0)
            return;
        m_size = static_cast<std::size_t>(status.st_size);
        m_start = ::mmap(nullptr, m_size, PROT_READ, MAP_PRIVATE, file, 0);
    }
    Mapped(const Mapped&) = delete;
    Mapped& operator=(const Mapped&) = delete;
    ~Mapped()
    {
        if (isThere())
            ::munmap(m_start, m_size);
    }

    bool isThere() const { return m_start != MAP_FAILED; }
    ByteView bytes() const { return {static_cast<const std::uint8_t*>(m_start), m_size}; }

private:
    void* m_start = MAP_FAILED;
    std::size_t m_size = 0;
};

/// Where the data set begins: behind group 0002, which is always explicit and little endian (PS3.10 7.1).
std::size_t dataSetBegin(ByteView file)
{
    constexpr std::size_t meta = 132;
    std::size_t end = meta;
    const auto stopAt = [&](const Leaf& leaf) {
        if (leaf.tag.group == 0x0002)
            end = leaf.end;
    };
    if (file.size() < meta)
        return 0;
    constexpr std::size_t longestMeta = 65536;
    eachLeaf(
        file.first(std::min(file.size(), meta + longestMeta)), meta, {}, [](dicom::Tag) { return "UN"; }, stopAt);
    return end;
}

/// The data set of a deflated file (PS3.5 A.5); empty when it cannot be unpacked.
Bytes inflated(ByteView packed)
{
    Bytes bytes(std::max<std::size_t>(packed.size() * 4, 65536));
    z_stream stream{};
    if (::inflateInit2(&stream, -MAX_WBITS) != Z_OK)
        return {};
    stream.next_in = const_cast<Bytef*>(packed.data());
    stream.avail_in = static_cast<uInt>(packed.size());
    int state = Z_OK;
    while (state == Z_OK && bytes.size() < dicom::mostInflated) {
        if (stream.total_out == bytes.size())
            bytes.resize(bytes.size() * 2);
        stream.next_out = bytes.data() + stream.total_out;
        stream.avail_out = static_cast<uInt>(bytes.size() - stream.total_out);
        state = ::inflate(&stream, Z_NO_FLUSH);
    }
    bytes.resize(state == Z_STREAM_END ? stream.total_out : 0);
    ::inflateEnd(&stream);
    return bytes;
}

bool isText(std::string_view vr)
{
    constexpr auto textual =
        std::to_array<std::string_view>({"AE", "CS", "DA", "DT", "LO", "LT", "PN", "SH", "ST", "TM", "UC", "UR", "UT"});
    return std::binary_search(textual.begin(), textual.end(), vr);
}

bool isBinary(std::string_view vr)
{
    return vr == "OB" || vr == "UN" || vr == "OW";
}

bool isSamples(const Leaf& leaf)
{
    constexpr std::uint16_t pixelGroup = 0x7FE0;
    return leaf.tag.group == pixelGroup && leaf.tag.element >= 0x0008 && leaf.tag.element <= 0x0010 && !leaf.isFragment;
}

class Search {
public:
    Search(const dicom::Tree& tree, const profile::Identity& identity, const profile::Standard& standard)
        : m_identity{identity}, m_standard{standard}
    {
        std::set<std::string> schemes;
        collectSchemes(tree.elements, schemes);
        for (const auto& uid : schemes)
            m_identity.forget(uid);
        m_identity.exemptIf([&](const std::string& word) { return standard.text.isOfTheField(word); });
        measure(tree);
        m_result.searched = m_identity.searched();
        m_result.exempt = m_identity.exempted();
    }

    void decoded(const std::vector<dicom::Element>& elements)
    {
        for (const auto& element : elements) {
            ++m_result.elements;
            if (const auto kind = foundIn(element))
                m_result.places.push_back({dicom::toString(element.tag), *kind});
            for (const auto& item : element.items)
                decoded(item.elements);
        }
    }

    /// From the begin of the bytes to their end; from `dataSet` on they are elements.
    void raw(ByteView bytes, std::size_t dataSet, Coding coding)
    {
        std::size_t from = 0;
        const auto vrOf = [&](dicom::Tag tag) { return vrByDictionary(tag); };
        const bool isWhole = eachLeaf(bytes, dataSet, coding, vrOf, [&](const Leaf& leaf) {
            const auto value = bytes.subspan(leaf.begin, leaf.end - leaf.begin);
            if (isSamples(leaf) || leaf.isFragment) {
                sweep(bytes.subspan(from, leaf.begin - from), Region::Mixed, leaf.tag);
                from = leaf.end;
            }
            if (leaf.isFragment)
                eachPlainPart(value, m_pixels, [&](std::size_t begin, std::size_t end) {
                    sweep(value.subspan(begin, end - begin), Region::Segment, leaf.tag);
                });
            else if (isSamples(leaf) && value.size() > m_sampleBytes)
                sweep(value.subspan(m_sampleBytes), Region::Binary, leaf.tag);
            else if (!isSamples(leaf) && isBinary(leaf.vr))
                sweep(value, Region::Binary, leaf.tag);
        });
        sweep(bytes.subspan(from), Region::Mixed, {});
        if (!isWhole)
            m_result.exempt["structure-not-followed"] += 1;
    }

    Residual result() { return std::move(m_result); }

private:
    /// How many bytes of samples the header tells of; more than these are searched.
    void measure(const dicom::Tree& tree)
    {
        const auto number = [&](std::uint16_t group, std::uint16_t element, std::size_t otherwise) {
            const auto text = dicom::valueOf(tree.elements, {group, element});
            std::size_t value = 0;
            const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
            return read.ec == std::errc{} && value > 0 ? value : otherwise;
        };
        m_pixels = number(0x0028, 0x0010, 0) * number(0x0028, 0x0011, 0);
        const auto bits = m_pixels * number(0x0028, 0x0002, 1) * number(0x0028, 0x0100, 16) * number(0x0028, 0x0008, 1);
        m_sampleBytes = (bits + 7) / 8;
    }

    /// UIDs of coding schemes and context groups name a table, also where an item that held one was removed.
    static void collectSchemes(const std::vector<dicom::Element>& elements, std::set<std::string>& schemes)
    {
        for (const auto& element : elements) {
            if (element.keyword == "CodingSchemeUID" || element.keyword == "ContextUID" ||
                element.keyword == "MappingResourceUID")
                schemes.insert(element.value);
            for (const auto& item : element.items)
                collectSchemes(item.elements, schemes);
        }
    }

    std::string_view vrByDictionary(dicom::Tag tag) const
    {
        const auto entry = m_standard.dictionary.find(tag);
        return entry == m_standard.dictionary.end() ? std::string_view{} : std::string_view{entry->second[1]};
    }

    std::optional<std::string> foundIn(const dicom::Element& element) const
    {
        if (profile::isNumber(element.vr))
            return anyId(element.value) ? std::optional<std::string>{"id"} : std::nullopt;
        if (isText(element.vr))
            return m_identity.foundIn(element.value);
        return element.vr == "UI" ? foundInUid(element.value) : std::nullopt;
    }

    bool anyId(std::string_view values) const
    {
        while (!values.empty()) {
            const auto end = std::min(values.find('\\'), values.size());
            if (m_identity.isId(values.substr(0, end)))
                return true;
            values.remove_prefix(std::min(end + 1, values.size()));
        }
        return false;
    }

    /// Short numbers are parts of many UIDs.
    std::optional<std::string> foundInUid(std::string_view value) const
    {
        constexpr std::size_t shortest = 6;
        for (const auto& match : m_identity.matchesIn(value)) {
            if (match.end - match.begin >= shortest)
                return match.kind;
        }
        return std::nullopt;
    }

    void sweep(ByteView bytes, Region region, dicom::Tag tag)
    {
        m_result.bytes += bytes.size();
        if (const auto match = m_identity.matchInBytes(bytes, region))
            m_result.places.push_back(
                {tag == dicom::Tag{} ? "bytes" : "bytes up to " + dicom::toString(tag), match->kind});
    }

    profile::Identity m_identity;
    const profile::Standard& m_standard;
    Residual m_result;
    std::size_t m_pixels = 0;      ///< of a frame
    std::size_t m_sampleBytes = 0; ///< of all frames, native
};

}

Result<Residual> searchFinished(int file, const dicom::DataSet& written, const dicom::Tree& tree,
                                const profile::Identity& identity, const profile::Standard& standard)
{
    const Mapped mapped{file};
    if (!mapped.isThere())
        return Error{ErrorCode::NotReadable, "new file"};
    const auto bytes = mapped.bytes();
    Search search{tree, identity, standard};
    search.decoded(tree.meta);
    search.decoded(tree.elements);
    const auto& syntax = written.transferSyntaxUid();
    const auto begin = dataSetBegin(bytes);
    const Coding coding{syntax == implicitSyntax, syntax == bigEndianSyntax};
    if (syntax == deflatedSyntax) {
        search.raw(bytes.first(begin), begin, coding);
        search.raw(inflated(bytes.subspan(begin)), 0, coding);
    } else {
        search.raw(bytes, begin, coding);
    }
    return search.result();
}

}
