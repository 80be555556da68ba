// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace engine::profile {

/// Many strings looked for in one pass, capitals and small letters of ASCII alike. Built in a time that a file of a few
/// kilobytes bears; a byte costs about a nanosecond however many strings there are.
class Needles {
public:
    static constexpr std::size_t shortest = 3;

    /// `mark` comes back with each find. Shorter ones than `shortest` are never found.
    void add(std::string_view bytes, std::uint32_t mark);
    /// After the last `add`, before the first `scan`.
    void finish();

    /// Calls `use(place, length, mark)` for every occurrence, in order of place; it stops when that returns true.
    template <class Use>
    bool scan(std::string_view text, const Use& use) const
    {
        for (std::size_t at = 0; at + shortest <= text.size(); ++at) {
            const auto key = keyOf(text.data() + at);
            if ((m_filter[key >> 6U] >> (key & 63U) & 1U) != 0 && look(text, at, use))
                return true;
        }
        return false;
    }

private:
    struct Needle {
        std::uint32_t key, mark, begin, length; ///< place in m_bytes
    };
    static unsigned char upper(char c) { return static_cast<unsigned char>(c >= 'a' && c <= 'z' ? c - 32 : c); }
    /// Of three bytes: sixteen bits, the same for both cases.
    static std::uint32_t keyOf(const char* bytes)
    {
        const auto at = [bytes](int i) {
            return static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[i]) & 0xDFU);
        };
        return ((at(0) | at(1) << 8U | at(2) << 16U) * 0x9E3779B1U) >> 16U;
    }
    bool isAt(std::string_view text, std::size_t at, const Needle& needle) const
    {
        return text.size() - at >= needle.length &&
               std::equal(m_bytes.begin() + needle.begin, m_bytes.begin() + needle.begin + needle.length,
                          text.begin() + static_cast<std::ptrdiff_t>(at),
                          [](char a, char b) { return static_cast<unsigned char>(a) == upper(b); });
    }
    template <class Use>
    bool look(std::string_view text, std::size_t at, const Use& use) const
    {
        const auto key = keyOf(text.data() + at);
        const auto first = std::lower_bound(m_needles.begin(), m_needles.end(), key,
                                            [](const Needle& needle, std::uint32_t k) { return needle.key < k; });
        for (auto needle = first; needle != m_needles.end() && needle->key == key; ++needle) {
            if (isAt(text, at, *needle) && use(at, std::size_t{needle->length}, needle->mark))
                return true;
        }
        return false;
    }

    std::string m_bytes;
    std::vector<Needle> m_needles;
    std::vector<std::uint64_t> m_filter = std::vector<std::uint64_t>(1024);
};

}
