// SPDX-License-Identifier: Apache-2.0
#include "engine/crosswalk/crosswalk.h"

#include "engine/base/hash.h"

#include <algorithm>

namespace engine::crosswalk {

namespace {

constexpr std::string_view context = "crosswlk";
enum Purpose : std::uint64_t { Uids = 1, People, Dates, Files, Name };

std::string_view trimmed(std::string_view text)
{
    const auto isPadding = [](char c) { return c == ' ' || c == '\0' || c == '\t' || c == '\r' || c == '\n'; };
    while (!text.empty() && isPadding(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && isPadding(text.back()))
        text.remove_suffix(1);
    return text;
}

/// A big-endian number of 16 bytes in decimal, without leading zeros.
std::string toDecimal(std::array<std::uint8_t, 16> number)
{
    std::string digits;
    while (std::any_of(number.begin(), number.end(), [](auto byte) { return byte != 0; })) {
        unsigned remainder = 0;
        for (auto& byte : number) {
            const unsigned part = remainder * 256 + byte;
            byte = static_cast<std::uint8_t>(part / 10);
            remainder = part % 10;
        }
        digits.insert(digits.begin(), static_cast<char>('0' + remainder));
    }
    return digits.empty() ? "0" : digits;
}

/// `count` letters of five bits each, Crockford's base 32 (no I, L, O, U).
std::string toBase32(const Digest& digest, int count)
{
    constexpr std::string_view letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    std::string text;
    unsigned held = 0;
    int bits = 0;
    for (auto byte = digest.begin(); static_cast<int>(text.size()) < count; bits -= 5) {
        if (bits < 5) {
            held = (held << 8U) | *byte++;
            bits += 8;
        }
        text += letters[(held >> static_cast<unsigned>(bits - 5)) & 31U];
    }
    return text;
}

Result<Key> keyFromHex(const std::string& hex)
{
    return Key::fromBytes(fromHex(hex));
}

}

Secrets secretsOf(const Key& key)
{
    const auto grown = [&](Purpose purpose) { return toHex(key.forPurpose(context, purpose).bytes()); };
    return {grown(Uids), grown(People), grown(Dates), grown(Files)};
}

std::string keyIdOf(const Key& key)
{
    return toHex(sha256(key.forPurpose(context, Name).bytes())).substr(0, 16);
}

Result<Crosswalk> Crosswalk::create(const Secrets& secrets)
{
    auto uids = keyFromHex(secrets.uids);
    auto people = keyFromHex(secrets.people);
    auto dates = keyFromHex(secrets.dates);
    auto files = keyFromHex(secrets.files);
    if (!uids || !people || !dates || !files)
        return Error{ErrorCode::Damaged, "crosswalk secrets"};
    return Crosswalk{*uids, *people, *dates, *files};
}

Crosswalk::Crosswalk(Key uids, Key people, Key dates, Key files)
    : m_uids{std::move(uids)}, m_people{std::move(people)}, m_dates{std::move(dates)}, m_files{std::move(files)}
{
}

std::string Crosswalk::uid(std::string_view old) const
{
    const auto name = trimmed(old);
    if (name.empty())
        return {};
    const auto digest = hmacSha256(m_uids.bytes(), viewOf(name));
    std::array<std::uint8_t, 16> uuid{};
    std::copy_n(digest.begin(), uuid.size(), uuid.begin());
    uuid[6] = static_cast<std::uint8_t>(0x80U | (uuid[6] & 0x0FU)); // version 8
    uuid[8] = static_cast<std::uint8_t>(0x80U | (uuid[8] & 0x3FU)); // variant of RFC 9562
    return "2.25." + toDecimal(uuid);
}

std::string Crosswalk::pseudonym(std::string_view patientId) const
{
    return "SL-" + toBase32(hmacSha256(m_people.bytes(), viewOf(trimmed(patientId))), 16);
}

int Crosswalk::daysBack(std::string_view patientId, int from, int to) const
{
    const auto digest = hmacSha256(m_dates.bytes(), viewOf(trimmed(patientId)));
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < sizeof number; ++i)
        number = number << 8U | digest[i];
    return from + static_cast<int>(number % static_cast<std::uint64_t>(to - from + 1));
}

std::string Crosswalk::deviceTitle(std::string_view old) const
{
    const auto name = "device " + std::string{trimmed(old)}; // apart from the people under the same key
    return "AE" + toBase32(hmacSha256(m_people.bytes(), viewOf(name)), 14);
}

std::string Crosswalk::fileName(ByteView contentDigest) const
{
    return toHex(hmacSha256(m_files.bytes(), contentDigest)).substr(0, 32);
}

}
