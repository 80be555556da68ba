// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/journey/values.h"

#include <map>

namespace engine::journey {

/// Whether it is a photograph that can be cleaned and looked at.
bool isReleasable(const study::Instance& instance);

/// How a photograph finds its patient.
struct LinkRule {
    /// Compared with the end of a path, folder by folder: "{id}/*" is the folder, "*/{id}_*" the name up to "_". `{id}`
    /// and `*` stand for anything but "/". Empty: none.
    std::string pattern;
    std::map<std::string, std::string> table; ///< path, or a file's name -> Patient ID; goes before the pattern
};
/// The table has the columns path and id. BadArgument for a pattern without `{id}`, or a table of another form.
Result<LinkRule> linkRule(const std::string& pattern, const std::string& table);

/// Gives each photograph that the rule speaks of to its patient. How many were linked.
std::size_t linkPhotographs(std::vector<Discovered>& discovered, const LinkRule& rule);

/// What a rule would link, and the first of it. `patients`: how many different ones.
struct LinkTrial {
    std::size_t photographs = 0, linked = 0, patients = 0;
    std::string path, id;
};
LinkTrial tryLinks(const std::vector<Discovered>& discovered, const LinkRule& rule);

/// Gives a photograph its place in the tree: patient none, one study, a series a folder. The words of its name are
/// identity from then on.
void placePhotograph(Discovered& photograph);

}
