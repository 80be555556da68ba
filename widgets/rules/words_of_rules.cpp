// SPDX-License-Identifier: Apache-2.0
#include "widgets/rules/words_of_rules.h"

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
        {"retain-patient-characteristics", "113108",
         tr(QT_TRANSLATE_NOOP("widgets::rules", "Sex, age, size and weight")),
         tr(QT_TRANSLATE_NOOP("widgets::rules", "They stay.")),
         tr(QT_TRANSLATE_NOOP("widgets::rules", "They are removed or emptied."))},
        {"clean-descriptors", "113105", tr(QT_TRANSLATE_NOOP("widgets::rules", "Descriptions and comments")),
         tr(QT_TRANSLATE_NOOP("widgets::rules", "What names somebody is cut out; the rest stays, and you read what is "
                                                "uncertain.")),
         tr(QT_TRANSLATE_NOOP("widgets::rules", "They are removed, whatever they say."))},
        {"retain-device-identity", "113109", tr(QT_TRANSLATE_NOOP("widgets::rules", "Devices")),
         tr(QT_TRANSLATE_NOOP("widgets::rules", "Names and serial numbers of devices stay; network titles get new "
                                                "ones.")),
         tr(QT_TRANSLATE_NOOP("widgets::rules", "What singles out a device goes: serial number, station, detector."))},
        {"retain-institution-identity", "113112", tr(QT_TRANSLATE_NOOP("widgets::rules", "Institution")),
         tr(QT_TRANSLATE_NOOP("widgets::rules", "Its name, address and departments stay.")),
         tr(QT_TRANSLATE_NOOP("widgets::rules", "Its name, address and departments go."))},
        {"retain-uids", "113110", tr(QT_TRANSLATE_NOOP("widgets::rules", "UIDs")),
         tr(QT_TRANSLATE_NOOP("widgets::rules", "They stay: whoever has the originals can match them. Images with "
                                                "edited pixels get new ones.")),
         tr(QT_TRANSLATE_NOOP("widgets::rules", "Each gets a new one, the same old one always the same new one."))},
        {"clean-structured-content", "113104", tr(QT_TRANSLATE_NOOP("widgets::rules", "Structured reports")),
         tr(QT_TRANSLATE_NOOP("widgets::rules", "Cleaned item by item after Table E.3.4-1; the tree stays whole.")),
         tr(QT_TRANSLATE_NOOP("widgets::rules", "Their content is removed."))},
        {"clean-graphics", "113103", tr(QT_TRANSLATE_NOOP("widgets::rules", "Graphics and annotations")),
         tr(QT_TRANSLATE_NOOP("widgets::rules", "Annotations stay with cleaned texts; overlay bitmaps go, since nobody "
                                                "has looked through them.")),
         tr(QT_TRANSLATE_NOOP("widgets::rules", "Overlays, curves and annotations are removed."))},
        {"retain-safe-private", "113111", tr(QT_TRANSLATE_NOOP("widgets::rules", "Private elements")),
         tr(QT_TRANSLATE_NOOP("widgets::rules", "Those on the standard's list of safe ones stay (Table E.3.10-1); all "
                                                "others are removed.")),
         tr(QT_TRANSLATE_NOOP("widgets::rules", "All are removed."))},
        {"clean-pixel-data", "113101", tr(QT_TRANSLATE_NOOP("widgets::rules", "Text in the pixels")), {}, {}},
        {"clean-recognizable-visual-features", "113102", tr(QT_TRANSLATE_NOOP("widgets::rules", "Faces")), {}, {}}};
}

QList<DatesWords> datesWords()
{
    return {
        {Dates::Go, "", tr(QT_TRANSLATE_NOOP("widgets::rules", "Dates and times go")),
         tr(QT_TRANSLATE_NOOP("widgets::rules", "Where a file needs one, an invented one stands."))},
        {Dates::Move, "113107", tr(QT_TRANSLATE_NOOP("widgets::rules", "Dates are moved back")),
         tr(QT_TRANSLATE_NOOP("widgets::rules", "All of one person's by the same days: order, intervals and times of "
                                                "day stay."))},
        {Dates::Stay, "113106", tr(QT_TRANSLATE_NOOP("widgets::rules", "Dates and times stay")),
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

QString optionTitle(const std::string& name)
{
    for (const auto& one : optionWords()) {
        if (name == one.name)
            return QStringLiteral("%1 (%2)").arg(one.title, QLatin1String(one.code));
    }
    if (name == "retain-full-dates")
        return tr(QT_TRANSLATE_NOOP("widgets::rules", "True dates (113106)"));
    if (name == "retain-modified-dates")
        return tr(QT_TRANSLATE_NOOP("widgets::rules", "Moved dates (113107)"));
    return words::text(name);
}

QString namesOf(const std::vector<std::string>& options)
{
    QStringList names;
    for (const auto& one : options)
        names += optionTitle(one);
    return names.join(QStringLiteral(", "));
}

}
