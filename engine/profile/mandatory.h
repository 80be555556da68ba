// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/profile/actions.h"
#include "engine/profile/table_file.h"
#include "engine/dicom/element.h"

#include <map>

namespace engine::profile {

/// What an object must have whatever it shows: attributes of Type 1 and 2 at the top level of the modules that are
/// mandatory for its SOP class. Conditional and optional modules ask for nothing here.
class Mandatory {
public:
    using Needs = std::map<dicom::Tag, Need>; ///< Value or Presence

    /// NotReadable or Damaged when `iod/attribute_types.tsv` is not as it should be.
    static Result<Mandatory> load(const std::string& resourceFolder);
    /// Null for a SOP class that the table does not know.
    const Needs* of(const std::string& sopClassUid) const;

private:
    std::map<std::string, Needs> m_ofClass;
};

}
