// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace widgets::collection {

/// Of a kind of engine::study::CheckFinding: "Missing slices".
QString ofKind(const std::string& kind);
/// What a person can do about it.
QString whatToDo(const std::string& kind);
/// The same of what the rules settled (engine::journey::Doubt).
QString ofDoubt(const std::string& kind);
QString whatToDoAboutDoubt(const std::string& kind);

}
