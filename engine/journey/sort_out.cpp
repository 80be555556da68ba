// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/sort_out.h"

namespace engine::journey {

void SortOut::know(const study::Source& source, const study::Instance& instance)
{
    m_digests[instance.sopInstanceUid] = source.sha256;
}

Imported SortOut::judge(const Discovered& found)
{
    Imported row{found.source.shownPath, Outcome::Listed, found.instance.damage, {}};
    const auto known = m_digests.find(found.instance.sopInstanceUid);
    if (!found.setAside.empty()) {
        row.outcome = Outcome::SetAside;
        row.reason = found.setAside;
    } else if (known == m_digests.end()) {
        know(found.source, found.instance);
    } else if (known->second == found.source.sha256) {
        row.outcome = Outcome::Duplicate;
        row.reason = "the same bytes are here already";
    } else {
        row.outcome = Outcome::SetAside;
        row.reason = "another file with the same SOP Instance UID has other content";
    }
    return row;
}

}
