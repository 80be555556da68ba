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
        {"count-differs", {QT_TRANSLATE_NOOP("widgets::collection", "Not as the list says"), addMissing}},
        {"not-expected", {QT_TRANSLATE_NOOP("widgets::collection", "In no row of the list"), askTheSite}},
        {"unknown-object",
         {QT_TRANSLATE_NOOP("widgets::collection", "Unknown kind of object"),
          QT_TRANSLATE_NOOP("widgets::collection", "Read its header under Rules before it is released.")}}};
    return all;
}

/// What the rules settled, see engine/profile/plan.h: nothing has to be decided.
// breaks functionSizes: one row for each kind of doubt.
const std::map<std::string, Words>& doubtTable()
{
    static const char* const askTheSite =
        QT_TRANSLATE_NOOP("widgets::collection",
                          "Ask where it comes from: two pseudonyms for one person, or one for two, spoil a study.");
    static const char* const itWent = QT_TRANSLATE_NOOP(
        "widgets::collection", "It was taken out, so that nothing unread goes out. If it is needed, a "
                               "rule of your site can put something in its place.");
    static const char* const newUids =
        QT_TRANSLATE_NOOP("widgets::collection",
                          "It stays, since UIDs are retained. Take that option back under Rules, and it gets a new "
                          "one.");
    static const char* const readIt = QT_TRANSLATE_NOOP("widgets::collection", "Look at the header under Rules.");
    static const std::map<std::string, Words> all{
        {"two-people-one-id", {QT_TRANSLATE_NOOP("widgets::collection", "Two people, one Patient ID"), askTheSite}},
        {"one-person-two-ids", {QT_TRANSLATE_NOOP("widgets::collection", "One person, two Patient IDs"), askTheSite}},
        {"no-patient-id",
         {QT_TRANSLATE_NOOP("widgets::collection", "No Patient ID: each study is a person of its own"), askTheSite}},
        {"pseudonym-not-given",
         {QT_TRANSLATE_NOOP("widgets::collection", "Not in your list of pseudonyms: a keyed one was made"),
          askTheSite}},
        {"pseudonym-shared",
         {QT_TRANSLATE_NOOP("widgets::collection", "Your list gives two Patient IDs one pseudonym"), askTheSite}},
        {"uncertain-code", {QT_TRANSLATE_NOOP("widgets::collection", "A code that no table knows was kept"), readIt}},
        {"uid-with-date", {QT_TRANSLATE_NOOP("widgets::collection", "A retained UID tells a date"), newUids}},
        {"uid-with-identity",
         {QT_TRANSLATE_NOOP("widgets::collection", "A retained UID tells a name or number"), newUids}},
        {"not-a-uid", {QT_TRANSLATE_NOOP("widgets::collection", "No UID where one belongs: it got a new one"), readIt}},
        {"unregistered-uid",
         {QT_TRANSLATE_NOOP("widgets::collection", "A UID that PS3.6 does not list was kept"), readIt}},
        {"same-uid",
         {QT_TRANSLATE_NOOP("widgets::collection", "Another file has this UID: this one got its own"), askTheSite}},
        {"too-long", {QT_TRANSLATE_NOOP("widgets::collection", "Text too long to be searched"), itWent}},
        {"undecodable", {QT_TRANSLATE_NOOP("widgets::collection", "Text that cannot be decoded"), itWent}},
        {"unknown-representation",
         {QT_TRANSLATE_NOOP("widgets::collection", "A value of unknown representation"), itWent}},
        {"face-not-decided",
         {QT_TRANSLATE_NOOP("widgets::collection", "Nobody decided yet whether it shows a face"),
          QT_TRANSLATE_NOOP("widgets::collection", "Decide under Faces.")}},
        {"faces-not-searched",
         {QT_TRANSLATE_NOOP("widgets::collection", "Not every frame was searched for faces"),
          QT_TRANSLATE_NOOP("widgets::collection", "Look through all frames under Text, and draw a box over a face.")}},
        {"pixel-text-not-decided",
         {QT_TRANSLATE_NOOP("widgets::collection", "Nobody decided yet about text in its pixels"),
          QT_TRANSLATE_NOOP("widgets::collection", "Decide under Text.")}},
        {"overlay-removed", {QT_TRANSLATE_NOOP("widgets::collection", "An overlay was removed"), readIt}},
        {"private-safe-claim",
         {QT_TRANSLATE_NOOP("widgets::collection", "The source calls private elements safe: not believed"), readIt}},
        {"retained-identity",
         {QT_TRANSLATE_NOOP("widgets::collection", "What an option retains also names somebody"), readIt}},
        {"text-cut", {QT_TRANSLATE_NOOP("widgets::collection", "Something was cut out of a text"), readIt}},
        {"kept-by-site-rule",
         {QT_TRANSLATE_NOOP("widgets::collection", "A rule of your site keeps what the profile removes"), readIt}},
        {"site-rule-against-option",
         {QT_TRANSLATE_NOOP("widgets::collection", "A rule of your site goes against an option"), readIt}},
        {"site-rule-impossible",
         {QT_TRANSLATE_NOOP("widgets::collection", "A rule of your site could not be followed"), readIt}},
        {"bitstream-not-searched",
         {QT_TRANSLATE_NOOP("widgets::collection", "A bitstream that could not be searched"), readIt}}};
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

QString ofDoubt(const std::string& kind)
{
    if (kind.starts_with("residual-"))
        return tr(QT_TRANSLATE_NOOP("widgets::collection", "A code that showed what was removed elsewhere went"));
    const auto found = doubtTable().find(kind);
    return found == doubtTable().end() ? words::text(kind) : tr(found->second.kind);
}

QString whatToDoAboutDoubt(const std::string& kind)
{
    const auto found = doubtTable().find(kind);
    return tr(found == doubtTable().end() ? QT_TRANSLATE_NOOP("widgets::collection", "Look at the header under Rules.")
                                          : found->second.whatToDo);
}

}
