// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/wire.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace engine::statistics {

/// The parts of `text` between separators; none of an empty text.
std::vector<std::string> partsOf(std::string_view text, char separator);
/// A whole text as a finite number.
std::optional<double> numberIn(std::string_view text);

/// What stands in "name=value;name=value". A value that is missing or outside its range is answered with a harmless
/// one and remembered in `fault`, so that a reckoning reads like its formula. Inside engine/statistics only.
class Fields {
public:
    explicit Fields(std::string_view input);

    bool has(const std::string& name) const { return m_values.contains(name); }
    std::string text(const std::string& name);
    /// Whole, at least `least`, at most ten millions.
    std::int64_t count(const std::string& name, std::int64_t least = 0);
    /// Between 0 and 1, both excluded.
    double share(const std::string& name);
    double number(const std::string& name, double least, double most);

    void spoil(const std::string& why);
    const std::string& fault() const { return m_fault; }

private:
    std::map<std::string, std::string> m_values;
    std::string m_fault;
};

}
