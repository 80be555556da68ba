// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace engine::statistics {

/// A table with one row for each patient. Values are texts, compared as they stand; an empty one is missing.
struct Microdata {
    std::vector<std::string> columns;
    std::vector<std::vector<std::string>> rows; ///< each as long as `columns`
};

/// Indices into `columns`.
using Keys = std::vector<std::size_t>;

/// From rows with the header first. Damaged, naming the row, when one has another length; BadArgument for a table
/// without rows, or two columns of one name.
Result<Microdata> microdataOf(std::vector<std::vector<std::string>> rows);
/// Rows of a text whose fields are separated by tabs, header first.
Result<Microdata> microdataOfTsv(std::string_view text);

/// BadArgument, naming it, for a name that is no column or comes twice.
Result<Keys> keysOf(const Microdata& table, const std::vector<std::string>& names);

/// Rows that are alike in the keys, by first appearance.
struct Classes {
    std::vector<std::vector<std::size_t>> members; ///< rows of each class
    std::vector<std::size_t> classOf;              ///< of each row
};
/// Missing is a value like any other.
Classes classesOf(const Microdata& table, const Keys& keys);
/// For each row how many rows it could be confused with, itself included, when a missing value could be any.
std::vector<std::size_t> compatibleRows(const Microdata& table, const Keys& keys);

}
