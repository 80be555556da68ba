// SPDX-License-Identifier: Apache-2.0
#include "engine/release/residual.h"

#include "engine/dicom/pixel_fragments.h"

#include <algorithm>
#include <array>
#include <sys/mman.h>
#include <sys/stat.h>

namespace engine::release {

namespace {

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

struct Part {
    std::size_t begin = 0, end = 0;
};

/// Where the value of the top level's pixel data lies: it is the last place where its tag is followed by so many bytes
/// that the value ends inside the file. Empty when it cannot be told; then everything is searched.
Part pixelValue(ByteView file, const dicom::DataSet& written)
{
    const auto form = dicom::pixelDataForm(written);
    constexpr std::array<std::uint8_t, 4> little{0xE0, 0x7F, 0x10, 0x00}, big{0x7F, 0xE0, 0x00, 0x10};
    constexpr std::size_t longestHeader = 12;
    const auto overhead = form.isEncapsulated ? 8 * (form.fragments + 2) + 4 * dicom::offsetTable(written).size() : 0;
    const auto length = static_cast<std::size_t>(form.bytes) + overhead;
    if (!form.isPresent || length + longestHeader > file.size())
        return {};
    const auto last = file.size() - length;
    const auto from = last > 4096 ? last - 4096 : 0;
    for (auto at = last; at-- > from;) {
        const auto tag = file.subspan(at, 4);
        if (std::equal(tag.begin(), tag.end(), little.begin()) || std::equal(tag.begin(), tag.end(), big.begin()))
            return {std::min(at + longestHeader, file.size()), std::min(at + longestHeader + length, file.size())};
    }
    return {};
}

}

Done checkNothingLeft(int file, const dicom::DataSet& written, const profile::Identity& identity)
{
    const Mapped mapped{file};
    if (!mapped.isThere())
        return Error{ErrorCode::NotReadable, "new file"};
    const auto pixels = pixelValue(mapped.bytes(), written);
    const auto before = mapped.bytes().first(pixels.begin == 0 ? mapped.bytes().size() : pixels.begin);
    const auto after = mapped.bytes().subspan(pixels.begin == 0 ? mapped.bytes().size() : pixels.end);
    for (const auto part : {before, after}) {
        if (const auto kind = identity.foundInBytes(part))
            return Error{ErrorCode::OpenFindings, "a " + *kind + " is left in the finished bytes"};
    }
    return done();
}

}
