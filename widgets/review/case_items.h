// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "widgets/review/items.h"

namespace widgets::review {

/// Known cases as items. Inside widgets/review only.

/// The items of a series, in the order of their first image.
std::vector<Item> itemsOfSeries(const std::string& series, const std::vector<const engine::study::Entry*>& entries);
/// The items with those cases that this person is shown; of a checker the cases alone.
std::vector<Item> withCases(const engine::journey::Project& project, const Reading& reading, std::vector<Item> items);
/// What this person said of the case; of a checker Clean where it fits.
engine::review::Judgement judgementOfCase(const engine::review::State& state, const Item& item, const Reading& reading);

}
