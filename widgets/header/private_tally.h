// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "widgets/header/filter.h"

#include <QStringList>

namespace widgets::header {

/// What becomes of one private element, over all files that were counted.
struct PrivateTally {
    QString tag; ///< "0019,xx0C": block numbers differ from file to file; in items with the path before it
    QString vr;
    int stays = 0, goes = 0;
    QStringList examples; ///< different values, at most three, cut where long
    QString after;        ///< of the first example, where it stays
    QString tip;          ///< of the first: why
};

struct OwnerTally {
    QString creator; ///< empty: blocks that nobody claims
    int files = 0, stays = 0, goes = 0;
    std::map<QString, PrivateTally> elements;
};

/// Private elements by the creator that owns them. Elements below a private sequence count for its creator.
class PrivateCount {
public:
    void add(const std::vector<PlannedElement>& file);
    void clear() { *this = {}; }
    int files() const { return m_files; }
    const std::map<QString, OwnerTally>& owners() const { return m_owners; }

private:
    std::map<QString, OwnerTally> m_owners;
    int m_files = 0;
};

}
