// SPDX-License-Identifier: Apache-2.0
#include "engine/photo/lzw.h"

#include <algorithm>
#include <array>
#include <unordered_map>

namespace engine::photo {

namespace {

constexpr int mostBits = 12, mostCodes = 1 << mostBits;

class BitReader {
public:
    BitReader(ByteView bytes, bool isHighFirst) : m_bytes{bytes}, m_isHighFirst{isHighFirst} {}

    std::size_t used() const { return m_at - static_cast<std::size_t>(m_held / 8); }

    /// -1 at the end.
    int next(int bits)
    {
        while (m_held < bits) {
            if (m_at >= m_bytes.size())
                return -1;
            const std::uint32_t byte = m_bytes[m_at++];
            m_buffer = m_isHighFirst ? m_buffer << 8U | byte : m_buffer | byte << m_held;
            m_held += 8;
        }
        m_held -= bits;
        const std::uint32_t mask = (1U << bits) - 1;
        if (m_isHighFirst)
            return static_cast<int>(m_buffer >> m_held & mask);
        const auto code = static_cast<int>(m_buffer & mask);
        m_buffer >>= bits;
        return code;
    }

private:
    ByteView m_bytes;
    bool m_isHighFirst;
    std::size_t m_at = 0;
    std::uint32_t m_buffer = 0;
    int m_held = 0;
};

class BitWriter {
public:
    explicit BitWriter(bool isHighFirst) : m_isHighFirst{isHighFirst} {}

    void put(int code, int bits)
    {
        const auto value = static_cast<std::uint32_t>(code);
        m_buffer = m_isHighFirst ? m_buffer << bits | value : m_buffer | value << m_held;
        m_held += bits;
        while (m_held >= 8)
            flushByte();
    }

    Bytes take()
    {
        if (m_held > 0) {
            if (m_isHighFirst)
                m_buffer <<= 8 - m_held;
            m_held = 8;
            flushByte();
        }
        return std::move(m_bytes);
    }

private:
    void flushByte()
    {
        m_held -= 8;
        m_bytes.push_back(static_cast<std::uint8_t>(m_isHighFirst ? m_buffer >> m_held : m_buffer));
        if (!m_isHighFirst)
            m_buffer >>= 8U;
    }

    bool m_isHighFirst;
    Bytes m_bytes;
    std::uint32_t m_buffer = 0;
    int m_held = 0;
};

/// Entries are a known entry and one byte more.
class Unpacking {
public:
    Unpacking(const LzwKind& kind, std::size_t most)
        : m_kind{kind}, m_most{most}, m_clear{1 << kind.codeBits}, m_next{m_clear + 2}
    {
        for (int i = 0; i < m_clear; ++i)
            m_last[static_cast<std::size_t>(i)] = m_first[static_cast<std::size_t>(i)] = static_cast<std::uint8_t>(i);
    }

    Result<Bytes> run(BitReader& reader)
    {
        int before = -1;
        while (m_out.size() < m_most) {
            const int code = reader.next(m_bits());
            if (code < 0 || code == m_clear + 1)
                break;
            if (code == m_clear) {
                m_next = m_clear + 2;
                before = -1;
                continue;
            }
            if (code > m_next || (before < 0 && code >= m_clear) || (code == m_next && before < 0))
                return Error{ErrorCode::Damaged, "LZW"};
            if (before >= 0 && m_next < mostCodes)
                grow(before, code == m_next ? before : code);
            if (code >= m_next)
                return Error{ErrorCode::Damaged, "LZW"};
            write(code);
            before = code;
        }
        if (m_out.size() >= m_most)
            takeEnd(reader);
        m_out.resize(std::min(m_out.size(), m_most));
        return std::move(m_out);
    }

private:
    /// The code for the end, and one before it that only clears: part of the picture where they are there.
    void takeEnd(BitReader& reader)
    {
        auto ahead = reader;
        int code = ahead.next(m_bits());
        if (code == m_clear) {
            m_next = m_clear + 2;
            code = ahead.next(m_bits());
        }
        if (code == m_clear + 1)
            reader = ahead;
    }

    int m_bits() const
    {
        int bits = m_kind.codeBits + 1;
        while (bits < mostBits && m_next + (m_kind.isTiff ? 1 : 0) >= 1 << bits)
            ++bits;
        return bits;
    }

    void grow(int before, int code)
    {
        const auto at = static_cast<std::size_t>(m_next++);
        m_prefix[at] = before;
        m_first[at] = m_first[static_cast<std::size_t>(before)];
        m_last[at] = m_first[static_cast<std::size_t>(code)];
    }

    void write(int code)
    {
        const auto start = m_out.size();
        for (; code >= m_clear + 2; code = m_prefix[static_cast<std::size_t>(code)])
            m_out.push_back(m_last[static_cast<std::size_t>(code)]);
        m_out.push_back(m_last[static_cast<std::size_t>(code)]);
        std::reverse(m_out.begin() + static_cast<std::ptrdiff_t>(start), m_out.end());
    }

    const LzwKind& m_kind;
    std::size_t m_most;
    int m_clear, m_next;
    std::array<int, mostCodes> m_prefix{};
    std::array<std::uint8_t, mostCodes> m_first{}, m_last{};
    Bytes m_out;
};

}

Result<Bytes> unpackLzw(ByteView packed, const LzwKind& kind, std::size_t most, std::size_t* used)
{
    BitReader reader{packed, kind.isTiff};
    auto unpacked = Unpacking{kind, most}.run(reader);
    if (used)
        *used = reader.used();
    return unpacked;
}

Bytes packLzw(ByteView bytes, const LzwKind& kind)
{
    const int clear = 1 << kind.codeBits;
    const int last = kind.isTiff ? mostCodes - 2 : mostCodes - 1;
    BitWriter writer{kind.isTiff};
    std::unordered_map<int, int> known; // entry and byte -> entry
    int next = clear + 2, bits = kind.codeBits + 1, before = -1;
    writer.put(clear, bits);
    for (const int byte : bytes) {
        const auto found = before < 0 ? known.end() : known.find(before << 8 | byte);
        if (before < 0 || found != known.end()) {
            before = before < 0 ? byte : found->second;
            continue;
        }
        writer.put(before, bits);
        known[before << 8 | byte] = next++;
        before = byte;
        if (next + (kind.isTiff ? 1 : 0) > 1 << bits)
            ++bits;
        if (next > last) {
            writer.put(clear, std::min(bits, mostBits));
            known.clear();
            next = clear + 2;
            bits = kind.codeBits + 1;
        }
    }
    if (before >= 0)
        writer.put(before, bits);
    if (before >= 0 && next + (kind.isTiff ? 2 : 1) > 1 << bits && bits < mostBits)
        ++bits; // the reader has grown by the last entry
    writer.put(clear + 1, bits);
    return writer.take();
}

}
