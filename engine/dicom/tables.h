// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace engine::dicom {

/// resources/standard/dictionary.tsv and dictionary_additions.tsv as they are.
std::string_view dictionaryTable();
std::string_view dictionaryAdditions();

}
