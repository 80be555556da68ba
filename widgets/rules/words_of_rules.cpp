// SPDX-License-Identifier: Apache-2.0
#include "widgets/rules/words_of_rules.h"

#include "widgets/words/options.h"
#include "widgets/words/words.h"

#include <QCoreApplication>

#include <algorithm>

namespace widgets::rules {

namespace {

QString tr(const char* words, int count = -1)
{
    return QCoreApplication::translate("widgets::rules", words, nullptr, count);
}

QString titleOf(const std::string& profile)
{
    for (const auto& one : profileWords()) {
        if (profile == one.name)
            return one.title;
    }
    return words::text(profile);
}

}

QList<ProfileWords> profileWords()
{
    return {
        {"basic", tr(QT_TRANSLATE_NOOP("widgets::rules", "Basic")),
         tr(QT_TRANSLATE_NOOP("widgets::rules", "anything, and whenever in doubt: the strictest")),
         tr(QT_TRANSLATE_NOOP("widgets::rules", "names, numbers, all dates, places, sex, age and size, descriptions, "
                                                "numbers of devices, private elements")),
         tr(QT_TRANSLATE_NOOP("widgets::rules", "the images and how they were acquired"))},
        {"public", tr(QT_TRANSLATE_NOOP("widgets::rules", "Public")),
         tr(QT_TRANSLATE_NOOP("widgets::rules", "collections that anybody may download")),
         tr(QT_TRANSLATE_NOOP("widgets::rules", "names, numbers, true dates, places, and what names somebody in a "
                                                "text")),
         tr(QT_TRANSLATE_NOOP("widgets::rules", "sex, age (above 89 as 090Y) and size; devices; what is left of "
                                                "descriptions; dates moved; private elements known to be safe"))},
        {"keep-most", tr(QT_TRANSLATE_NOOP("widgets::rules", "Keep most")),
         tr(QT_TRANSLATE_NOOP("widgets::rules", "partners under contract: a person can be found by true dates")),
         tr(QT_TRANSLATE_NOOP("widgets::rules", "names, numbers, addresses, and what names somebody in a text")),
         tr(QT_TRANSLATE_NOOP("widgets::rules", "true dates, UIDs, the institution, exact age, and all that Public "
                                                "lets stay"))}};
}

// breaks functionSizes: a table, one row for each option.
QList<OptionWords> optionWords()
{
    return {
        {"retain-patient-characteristics", tr(QT_TRANSLATE_NOOP("widgets::rules", "They stay.")),
         tr(QT_TRANSLATE_NOOP("widgets::rules", "They are removed or emptied."))},
        {"clean-descriptors",
         tr(QT_TRANSLATE_NOOP("widgets::rules", "What names somebody is cut out; the rest stays, and you read what is "
                                                "uncertain.")),
         tr(QT_TRANSLATE_NOOP("widgets::rules", "They are removed, whatever they say."))},
        {"retain-device-identity",
         tr(QT_TRANSLATE_NOOP("widgets::rules", "Names and serial numbers of devices stay; network titles get new "
                                                "ones.")),
         tr(QT_TRANSLATE_NOOP("widgets::rules", "What singles out a device goes: serial number, station, detector."))},
        {"retain-institution-identity",
         tr(QT_TRANSLATE_NOOP("widgets::rules", "Its name, address and departments stay.")),
         tr(QT_TRANSLATE_NOOP("widgets::rules", "Its name, address and departments go."))},
        {"retain-uids",
         tr(QT_TRANSLATE_NOOP("widgets::rules", "They stay: whoever has the originals can match them. Images with "
                                                "edited pixels get new ones.")),
         tr(QT_TRANSLATE_NOOP("widgets::rules", "Each gets a new one, the same old one always the same new one."))},
        {"clean-structured-content",
         tr(QT_TRANSLATE_NOOP("widgets::rules", "Cleaned item by item after Table E.3.4-1; the tree stays whole.")),
         tr(QT_TRANSLATE_NOOP("widgets::rules", "Their content is removed."))},
        {"clean-graphics",
         tr(QT_TRANSLATE_NOOP("widgets::rules", "Annotations stay with cleaned texts; overlay bitmaps go, since nobody "
                                                "has looked through them.")),
         tr(QT_TRANSLATE_NOOP("widgets::rules", "Overlays, curves and annotations are removed."))},
        {"retain-safe-private",
         tr(QT_TRANSLATE_NOOP("widgets::rules", "Those on the standard's list of safe ones stay (Table E.3.10-1); all "
                                                "others are removed.")),
         tr(QT_TRANSLATE_NOOP("widgets::rules", "All are removed."))},
        {"clean-pixel-data", {}, {}},
        {"clean-recognizable-visual-features", {}, {}}};
}

QList<DatesWords> datesWords()
{
    return {
        {Dates::Go, "", tr(QT_TRANSLATE_NOOP("widgets::rules", "Dates and times go")),
         tr(QT_TRANSLATE_NOOP("widgets::rules", "Where a file needs one, an invented one stands."))},
        {Dates::Move, "retain-modified-dates", words::ofOption("retain-modified-dates"),
         tr(QT_TRANSLATE_NOOP("widgets::rules", "All of one person's by the same days: order, intervals and times of "
                                                "day stay."))},
        {Dates::Stay, "retain-full-dates", words::ofOption("retain-full-dates"),
         tr(QT_TRANSLATE_NOOP("widgets::rules", "Who knows the day of one visit can find the person."))}};
}

QString wordsOf(Lock lock)
{
    switch (lock) {
    case Lock::None:
        return {};
    case Lock::BySite:
        return tr(QT_TRANSLATE_NOOP("widgets::rules", "The site's file says so. Change it there and open it again."));
    case Lock::Excluded:
        return tr(QT_TRANSLATE_NOOP("widgets::rules", "Another option in force excludes it."));
    case Lock::Elsewhere:
        return tr(QT_TRANSLATE_NOOP("widgets::rules",
                                    "Decided by looking, under Text and Faces; a file says so once all "
                                    "in it is decided."));
    }
    return {};
}

QString nameOf(const engine::profile::Rules& rules)
{
    auto name = titleOf(rules.profile);
    if (hasSite(rules))
        name = tr(QT_TRANSLATE_NOOP("widgets::rules", "%1, based on %2"))
                   .arg(words::text(rules.siteRules.name), titleOf(rules.profile));
    const auto besides = int(optionsBesides(rules).size());
    return besides == 0 ? name : tr(QT_TRANSLATE_N_NOOP("widgets::rules", "%1 and %n option(s)"), besides).arg(name);
}

QString namesOf(const std::vector<std::string>& options)
{
    QStringList names;
    for (const auto& one : options)
        names += words::withCode(one);
    return names.join(QStringLiteral(", "));
}

}
