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

/// The effect of an option of PS3.15 Annex E, as it stands, in one sentence. Title and code: widgets/words/options.h.
struct OptionWords {
    const char* name; ///< as in the contract
    QString whenOn, whenOff;
};
/// All but the two of dates, in the order in which a person asks.
QList<OptionWords> optionWords();

struct DatesWords {
    Dates dates;
    const char* option; ///< empty where none stands for it
    QString title, effect;
};
QList<DatesWords> datesWords();

/// Why an answer cannot be changed; empty for Lock::None.
QString wordsOf(Lock lock);
/// "Public", "Basic, and 2 options", "St. Elsewhere: based on Public, 5 rules".
QString nameOf(const engine::profile::Rules& rules);
/// "UIDs (113110), Devices (113109)".
QString namesOf(const std::vector<std::string>& options);

}
