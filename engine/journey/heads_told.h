// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/journey/project.h"
#include "engine/release/review_charts.h"

#include <set>

namespace engine::journey {

/// Images of series that keep a face, and pictures that show one, by id: for named people only.
std::set<std::string> withKeptFace(const Project& project);
/// What was seen of each head whose cut is in force, before it and in the written files.
std::vector<release::HeadTold> headsCut(const Project& project);

}
