// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/profile/prose_words.h"
#include "engine/profile/text_tables.h"

#include <map>

namespace engine::profile {

/// Begin of a piece of a text -> its end, and what stands there instead.
using Rewritten = std::map<std::size_t, std::pair<std::size_t, std::string>>;

/// The text without the bytes that are gone: around each gap punctuation and connecting words that have lost what they
/// connected go too, and one separator stays.
std::string withoutGaps(std::string_view text, const std::vector<bool>& isGone, const Rewritten& rewritten);

/// Whether no table vouches for a word that stays: it has five digits in a row, or is written like a name and is no
/// word of the vocabulary.
bool isUncertain(const Word& word, std::string_view written, const TextTables& tables);

}
