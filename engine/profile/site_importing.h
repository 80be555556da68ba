// SPDX-License-Identifier: Apache-2.0
#pragma once

// Internal: what the readers of other programs' rules share.

#include "engine/profile/site_import.h"

#include <functional>
#include <optional>

namespace engine::profile {

Result<Imported> importCtp(std::string_view text);
Result<Imported> importDeid(std::string_view text);
Result<Imported> importKitware(std::string_view text);

std::string_view trimmedBlanks(std::string_view text);
std::string asciiLowered(std::string_view text);
/// What our own reader says against the rule; nothing when it is good.
std::optional<std::string> faultOf(const SiteRule& rule);
/// `text` as an expression that finds just that.
std::string literally(std::string_view text);
/// A replacement as Java ("$1") or Python ("\g<1>") writes it, as RE2 does; nothing where RE2 cannot.
std::optional<std::string> rewriteFromJava(std::string_view with);
std::optional<std::string> rewriteFromPython(std::string_view with);

/// Collects rules and what became of each line.
class Importing {
public:
    Importing(std::string format, std::string name);

    void note(int line, std::string_view source, ImportOutcome outcome, std::string words);
    /// Adds rules that one line made, all or none: none with a note when one of them is not good. `difference` empty:
    /// they say the same.
    bool add(int line, std::string_view source, std::vector<SiteRule> rules, const std::string& difference = {});
    /// Adds a rule that no single line made.
    void append(SiteRule rule) { m_imported.rules.rules.push_back(std::move(rule)); }
    void addOption(const std::string& option);
    /// Groups what can be grouped, and gives it all.
    Imported finish();

private:
    Imported m_imported;
};

}
