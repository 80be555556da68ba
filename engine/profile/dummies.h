// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/profile/standard.h"

#include <set>

namespace engine::profile {

/// The words and numbers of an element and everything below it, folded: none of them may be in its dummy.
std::set<std::string> tokensOf(const dicom::Element& element);

/// A value that is valid for the VR and holds none of the tokens (PS3.15 E.1.1, D). Of the candidates of
/// resources/profiles/dummies.tsv the first that will do, for the keyword before the VR; where none will, the last.
std::string dummyFor(const Standard& standard, std::string_view keyword, std::string_view vr,
                     const std::set<std::string>& tokens);

/// An empty document for (0042,0011) of that MIME type; two line ends for a type that we have none for.
std::string dummyDocument(std::string_view mimeType);

/// Appends the edits that make one item at `path` (whose last step names the sequence and item) which has what the
/// object asks of it: dummies for Type 1, empty ones for Type 2. A code sequence gets a whole code.
void addDummyItem(const Standard& standard, const Place& item, const dicom::TagPath& path,
                  const std::set<std::string>& tokens, std::vector<dicom::Edit>& edits);

}
