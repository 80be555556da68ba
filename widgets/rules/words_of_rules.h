// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "widgets/rules/choice.h"

#include <QList>
#include <QString>

namespace widgets::rules {

/// A shipped profile in plain words.
struct ProfileWords {
    const char* name; ///< as in the contract
    QString title, forWhom, goes, stays;
};
QList<ProfileWords> profileWords();

/// An option of PS3.15 Annex E in plain words: its code of PS3.16 CID 7050, and its effect as it stands.
struct OptionWords {
    const char *name, *code;
    QString title, whenOn, whenOff;
};
/// All but the two of dates, in the order in which a person asks.
QList<OptionWords> optionWords();

struct DatesWords {
    Dates dates;
    const char* code; ///< empty where no option stands for it
    QString title, effect;
};
QList<DatesWords> datesWords();

/// Why an answer cannot be changed; empty for Lock::None.
QString wordsOf(Lock lock);
/// "Public", "Basic, and 2 options", "St. Elsewhere: based on Public, 5 rules".
QString nameOf(const engine::profile::Rules& rules);
/// What Safelight calls an option or profile of the contract: "Retain UIDs (113110)".
QString optionTitle(const std::string& name);
QString namesOf(const std::vector<std::string>& options);

}
