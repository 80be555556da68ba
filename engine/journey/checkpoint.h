// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/key.h"
#include "engine/journey/values.h"
#include "engine/release/folder.h"

#include <optional>

namespace engine::journey {

/// What a stopped `deidentify` has done already, kept in its unfinished output: each cleaned file under the digest of
/// everything that shapes it (the request with rules, key and surroundings, the original's place and stamp, the
/// program's version), and beside it what the worker said of it. So an answer fits or is not found, whatever changed
/// meanwhile. The answers hold original values: they are sealed with the run's key. For several threads at once.
class Checkpoint {
public:
    /// Where in the output all of it lies.
    static constexpr const char* folderName = "unfinished";

    Checkpoint(const release::OutputFolder& folder, const Key& key)
        : m_folder{folder}, m_key{key.forPurpose("unfinshd")}
    {
    }

    /// Under what a file is kept, as its original is now.
    std::string nameFor(const study::Source& source, const release::Write& request) const;
    /// The path in the folder of the cleaned file of that name.
    static std::string placeOf(const std::string& name);
    /// The answer, when the cleaned file is there with the very bytes.
    std::optional<release::Write::Answer> find(const std::string& name) const;
    Done add(const std::string& name, const release::Write::Answer& answer) const;
    /// Takes all that is only for going on out of the folder.
    void clear() const;

private:
    const release::OutputFolder& m_folder;
    Key m_key;
};

}
