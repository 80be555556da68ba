// SPDX-License-Identifier: Apache-2.0
#include "widgets/collection/check_words.h"

#include "widgets/words/words.h"

#include <QCoreApplication>

#include <map>

namespace widgets::collection {

namespace {

struct Words {
    const char *kind, *whatToDo;
};

// breaks functionSizes: one row for each kind of finding.
const std::map<std::string, Words>& table()
{
    static const char* const askTheSite = QT_TRANSLATE_NOOP(
        "widgets::collection", "Ask where it comes from. Leave out what stays doubtful: S under Review.");
    static const char* const addMissing = QT_TRANSLATE_NOOP(
        "widgets::collection", "Export the whole series or study again and add it; or release it as it is.");
    static const std::map<std::string, Words> all{
        {"set-aside",
         {QT_TRANSLATE_NOOP("widgets::collection", "Set aside"),
          QT_TRANSLATE_NOOP("widgets::collection", "It is never released. If it belongs to the collection, export it "
                                                   "again as an image and add that.")}},
        {"duplicate",
         {QT_TRANSLATE_NOOP("widgets::collection", "Duplicate"),
          QT_TRANSLATE_NOOP("widgets::collection", "Nothing: the first copy takes part, this one does not.")}},
        {"damaged",
         {QT_TRANSLATE_NOOP("widgets::collection", "Damaged"),
          QT_TRANSLATE_NOOP("widgets::collection", "Export it again where it comes from, and add that. As it is, it "
                                                   "is never released.")}},
        {"same-uid", {QT_TRANSLATE_NOOP("widgets::collection", "Two files, one identity"), askTheSite}},
        {"mixed-patient", {QT_TRANSLATE_NOOP("widgets::collection", "Two people, one number"), askTheSite}},
        {"mixed-study", {QT_TRANSLATE_NOOP("widgets::collection", "Two patients in one study"), askTheSite}},
        {"inconsistent-series", {QT_TRANSLATE_NOOP("widgets::collection", "A series that does not fit"), askTheSite}},
        {"inconsistent-geometry", {QT_TRANSLATE_NOOP("widgets::collection", "Images that do not fit"), askTheSite}},
        {"missing-slices", {QT_TRANSLATE_NOOP("widgets::collection", "Missing slices"), addMissing}},
        {"missing-instances", {QT_TRANSLATE_NOOP("widgets::collection", "Missing images"), addMissing}},
        {"orphan-reference", {QT_TRANSLATE_NOOP("widgets::collection", "Refers to what is not here"), addMissing}},
        {"missing-attribute",
         {QT_TRANSLATE_NOOP("widgets::collection", "Attribute missing"),
          QT_TRANSLATE_NOOP("widgets::collection", "The standard asks for it. Some programs will refuse the file; "
                                                   "nothing is made up for it here.")}},
        {"unknown-object",
         {QT_TRANSLATE_NOOP("widgets::collection", "Unknown kind of object"),
          QT_TRANSLATE_NOOP("widgets::collection", "Read its header under Rules before it is released.")}}};
    return all;
}

QString tr(const char* words)
{
    return QCoreApplication::translate("widgets::collection", words);
}

}

QString ofKind(const std::string& kind)
{
    const auto found = table().find(kind);
    return found == table().end() ? words::text(kind) : tr(found->second.kind);
}

QString whatToDo(const std::string& kind)
{
    const auto found = table().find(kind);
    return found == table().end() ? QString{} : tr(found->second.whatToDo);
}

}
