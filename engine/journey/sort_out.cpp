// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/sort_out.h"

namespace engine::journey {

void SortOut::know(const study::Source& source, const study::Instance& instance)
{
    m_digests[instance.sopInstanceUid].insert(source.sha256);
}

Imported SortOut::judge(const Discovered& found)
{
    Imported row{found.source.shownPath, Outcome::Listed, found.instance.damage, {}};
    if (!found.setAside.empty()) {
        row.outcome = Outcome::SetAside;
        row.reason = found.setAside;
        return row;
    }
    const auto known = m_digests.find(found.instance.sopInstanceUid);
    if (known != m_digests.end() && known->second.contains(found.source.sha256)) {
        row.outcome = Outcome::Duplicate;
        row.reason = "the same bytes are here already";
        return row;
    }
    row.isTwin = known != m_digests.end();
    if (row.isTwin && row.reason.empty())
        row.reason = "another file with the same SOP Instance UID has other content: this one gets a UID of its own";
    know(found.source, found.instance);
    return row;
}

}
