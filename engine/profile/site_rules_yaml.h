// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/profile/site_rules.h"
#include "engine/profile/yaml_tree.h"

namespace engine::profile {

/// What a file of rules (docs/site-rules.md) says.
struct SiteRulesReading {
    SiteRules rules;
    std::vector<TextFault> faults; ///< everything that is wrong, in order; the rules are good for nothing then
};

/// Reads the text of a file of rules. Everything that a key or value may be is checked here, by the tables of PS3.6 and
/// RE2: what passes is taken as it is by `SiteMatch`.
SiteRulesReading readSiteRules(std::string_view text);

/// The rules in the file. NotFound, NotReadable or TooLarge with the path as given; BadArgument with
/// "PATH:LINE:COLUMN: words" of the first fault and how many more there are.
Result<SiteRules> siteRulesFromFile(const std::string& path);

/// The rules as such a file, in the order of `rules`. What is read from it again is equal.
std::string toYaml(const SiteRules& rules);

/// By their names in the contract (docs/cli.md).
const std::vector<std::string_view>& shippedProfileNames();
const std::vector<std::string_view>& optionNames();

}
