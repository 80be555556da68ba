// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/bytes.h"
#include "engine/study/requests.h"

namespace engine::study {

/// ZIP, and TAR plain or compressed with gzip, bzip2, xz or zstd, read from an open descriptor. Nothing is ever written
/// to disk, and no name from inside is used as a path. Archives inside are members like any other.
constexpr std::size_t mostMembers = 100'000;
constexpr std::uint64_t largestMember = 4'000'000'000;
/// What a compressed TAR may unpack to while it is walked.
constexpr std::uint64_t mostUnpacked = 16'000'000'000;

/// Loads what reading names needs, so that the process can be locked. NotFound when the system lacks C.UTF-8: names
/// beyond ASCII would then be lost.
Done prepareArchives();

bool isArchive(int fd);

/// TooLarge beyond the limits or where little unpacks to suspiciously much; Damaged when it breaks off.
Result<ListArchive::Answer> listArchive(int fd);

/// Unpacks the member at `index` of the list into the start of `into`; its size. NotFound when there is none, TooLarge
/// when it does not fit, Damaged when it breaks off.
Result<std::uint64_t> extractMember(int fd, int index, std::span<std::uint8_t> into);

}
