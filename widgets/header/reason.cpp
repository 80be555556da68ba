// SPDX-License-Identifier: Apache-2.0
#include "widgets/header/reason.h"

#include "widgets/words/options.h"
#include "widgets/words/words.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace widgets::header {

namespace {

constexpr int longestShown = 300;

QString tr(const char* words)
{
    return QCoreApplication::translate("widgets::header", words);
}

struct Phrase {
    const char *said, *words;
};

// breaks functionSizes: a table, one row for each phrase of the engine.
const Phrase phrases[] = {
    {"the object requires a value", QT_TRANSLATE_NOOP("widgets::header", "this kind of image must have a value here")},
    {"the object requires its presence", QT_TRANSLATE_NOOP("widgets::header", "this kind of image must have it")},
    {"not in Table E.1-1",
     QT_TRANSLATE_NOOP("widgets::header", "The standard's table does not name it: nothing to hide")},
    {"not in PS3.6", QT_TRANSLATE_NOOP("widgets::header", "The standard's dictionary does not know it")},
    {"pixels", QT_TRANSLATE_NOOP("widgets::header", "The image itself: decided under Text and Review")},
    {"UID of PS3.6 Annex A", QT_TRANSLATE_NOOP("widgets::header", "A UID of the standard: it names no instance")},
    {"names a class of objects, not one",
     QT_TRANSLATE_NOOP("widgets::header", "Names a class of objects, not one of them")},
    {"UID outside Table E.1-1", QT_TRANSLATE_NOOP("widgets::header", "A UID that the standard's table does not name")},
    {"private, not on the list of safe ones",
     QT_TRANSLATE_NOOP("widgets::header", "Private, and not on the standard's list of safe ones")},
    {"Table E.3.10-1: safe",
     QT_TRANSLATE_NOOP("widgets::header", "Private, and on the standard's list of safe ones (Table E.3.10-1)")},
    {"the site's own list of safe private elements",
     QT_TRANSLATE_NOOP("widgets::header", "Private, and on your site's list of safe ones")},
    {"its source calls it safe, and the project trusts that",
     QT_TRANSLATE_NOOP("widgets::header", "Private; its source calls it safe, and your site trusts that")},
    {"owner of private elements that stay",
     QT_TRANSLATE_NOOP("widgets::header", "Names the owner of private elements that stay")},
    {"owner of private elements that a site rule lets stay",
     QT_TRANSLATE_NOOP("widgets::header", "Names the owner of private elements that your site's rules let stay")},
    {"owner of private elements that go",
     QT_TRANSLATE_NOOP("widgets::header", "Names the owner of private elements that all go")},
    {"private name of a person", QT_TRANSLATE_NOOP("widgets::header", "The name of a person in a private element")},
    {"private date or time", QT_TRANSLATE_NOOP("widgets::header", "A date or time in a private element")},
    {"private, of unknown representation, cannot be searched",
     QT_TRANSLATE_NOOP("widgets::header", "Private and of unknown form: it cannot be searched")},
    {"of unknown representation, cannot be searched",
     QT_TRANSLATE_NOOP("widgets::header", "Of unknown form: it cannot be searched")},
    {"text that could not be decoded, cannot be searched",
     QT_TRANSLATE_NOOP("widgets::header", "Its characters cannot be read, so it cannot be searched")},
    {"text too long to be searched", QT_TRANSLATE_NOOP("widgets::header", "Too long to be searched")},
    {"group length, retired", QT_TRANSLATE_NOOP("widgets::header", "A length of its group, retired by the standard")},
    {"file meta header, written anew",
     QT_TRANSLATE_NOOP("widgets::header", "Part of the file's own head, which is written anew")},
    {"not in the new file meta header",
     QT_TRANSLATE_NOOP("widgets::header", "Part of the file's own head; the new one does without")},
    {"nobody has read it yet",
     QT_TRANSLATE_NOOP("widgets::header", "Nobody has read it yet: taken out until somebody does (Texts that stay)")},
    {"a person read it: keep", QT_TRANSLATE_NOOP("widgets::header", "somebody read it and keeps it")},
    {"a person read it: remove", QT_TRANSLATE_NOOP("widgets::header", "Somebody read it and took it out")},
    {"a person read it: replace", QT_TRANSLATE_NOOP("widgets::header", "somebody read it and wrote other words")},
    {"shows what the patient is called", QT_TRANSLATE_NOOP("widgets::header", "It shows what the patient is called")},
    {"rule age-over-89", QT_TRANSLATE_NOOP("widgets::header", "Ages above 89 are told as 090Y")},
    {"instance whose pixels were edited",
     QT_TRANSLATE_NOOP("widgets::header", "Its pixels were edited, so it is another image")},
    {"digital signature, no longer true",
     QT_TRANSLATE_NOOP("widgets::header", "A digital signature that holds no longer")},
    {"refers to a content item that goes",
     QT_TRANSLATE_NOOP("widgets::header", "Refers to a part of the report that goes")},
    {"overlay that nobody looked through",
     QT_TRANSLATE_NOOP("widgets::header", "An overlay: it may hold writing that nobody looked for")},
    {"belongs to an overlay that is removed",
     QT_TRANSLATE_NOOP("widgets::header", "Belongs to an overlay that is removed")},
};

/// "Table E.1-1: X/Z", "option retain-uids: K", "cut out: name, date".
QString byPattern(const QString& said)
{
    static const QRegularExpression row{QStringLiteral("^(Table E\\.[0-9.-]+): ([XZDUKC/*]+)$")};
    static const QRegularExpression option{QStringLiteral("^(?:Table E\\.3\\.4-1, )?option ([a-z-]+)(?:: ([A-Z]))?$")};
    static const QRegularExpression cut{
        QStringLiteral("^(cut out: |nothing but identity \\(|shows what was removed elsewhere \\()([a-z, -]+)\\)?$")};
    if (const auto match = row.match(said); match.hasMatch()) {
        QStringList meanings;
        for (const auto letter : match.captured(2)) {
            if (letter.isLetter())
                meanings += wordOf(letter.toLatin1());
        }
        return tr(QT_TRANSLATE_NOOP("widgets::header", "PS3.15 %1 says %2: %3"))
            .arg(match.captured(1), match.captured(2), meanings.join(tr(QT_TRANSLATE_NOOP("widgets::header", " or "))));
    }
    if (const auto match = option.match(said); match.hasMatch())
        return tr(QT_TRANSLATE_NOOP("widgets::header", "Chosen: %1"))
            .arg(words::withCode(match.captured(1).toStdString()));
    if (const auto match = cut.match(said); match.hasMatch()) {
        const auto what = match.captured(2);
        if (said.startsWith(QLatin1String("cut")))
            return tr(QT_TRANSLATE_NOOP("widgets::header", "cut out of it: %1")).arg(what);
        if (said.startsWith(QLatin1String("nothing")))
            return tr(QT_TRANSLATE_NOOP("widgets::header", "It says nothing but who it is (%1)")).arg(what);
        return tr(QT_TRANSLATE_NOOP("widgets::header", "It shows what was removed elsewhere (%1)")).arg(what);
    }
    return {};
}

QString inPlainWords(const QString& said)
{
    for (const auto& phrase : phrases) {
        if (said == QLatin1String(phrase.said))
            return tr(phrase.words);
    }
    const auto words = byPattern(said);
    return words.isEmpty() ? said : words;
}

QString shown(const std::string& value)
{
    const auto text = words::text(value);
    return text.size() <= longestShown ? text : text.left(longestShown) + QStringLiteral("…");
}

}

QString wordOf(char letter)
{
    switch (letter) {
    case 'X':
        return tr(QT_TRANSLATE_NOOP("widgets::header", "removed"));
    case 'Z':
        return tr(QT_TRANSLATE_NOOP("widgets::header", "emptied"));
    case 'D':
        return tr(QT_TRANSLATE_NOOP("widgets::header", "replaced by an invented value"));
    case 'U':
        return tr(QT_TRANSLATE_NOOP("widgets::header", "new UID"));
    case 'C':
        return tr(QT_TRANSLATE_NOOP("widgets::header", "cleaned"));
    case 'K':
        return tr(QT_TRANSLATE_NOOP("widgets::header", "kept"));
    default:
        return tr(QT_TRANSLATE_NOOP("widgets::header", "written by a rule"));
    }
}

QString reasonOf(const PlannedElement& element)
{
    QStringList parts;
    for (const auto& said : words::text(element.reason).split(QStringLiteral("; "), Qt::SkipEmptyParts))
        parts += inPlainWords(said);
    return parts.join(QStringLiteral("; "));
}

QString tipOf(const PlannedElement& element)
{
    const auto name = element.keyword.empty() ? tr(QT_TRANSLATE_NOOP("widgets::header", "Private or unknown"))
                                              : words::text(element.keyword);
    QStringList lines{QStringLiteral("%1 %2 %3").arg(name, words::text(element.path), words::text(element.vr)),
                      QStringLiteral("%1: %2. %3.")
                          .arg(QLatin1Char(letterOf(element)))
                          .arg(wordOf(letterOf(element)), reasonOf(element))};
    if (element.needsReading)
        lines += tr(QT_TRANSLATE_NOOP("widgets::header", "Free text that stays: read it."));
    if (!element.before.empty())
        lines += tr(QT_TRANSLATE_NOOP("widgets::header", "Before: %1")).arg(shown(element.before));
    if (!element.after.empty() && element.after != element.before)
        lines += tr(QT_TRANSLATE_NOOP("widgets::header", "After: %1")).arg(shown(element.after));
    return lines.join(QLatin1Char('\n'));
}

}
