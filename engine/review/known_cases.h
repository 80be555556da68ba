// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/review/finding.h"

#include <map>
#include <set>

namespace engine::review {

enum class CaseKind {
    None,   ///< a practice item without a leak
    Pixels, ///< words on the picture
    Header, ///< words in an element that stays
    Face    ///< a series as it was before its face was cut out
};
NLOHMANN_JSON_SERIALIZE_ENUM(CaseKind, {{CaseKind::None, "none"},
                                        {CaseKind::Pixels, "pixels"},
                                        {CaseKind::Header, "header"},
                                        {CaseKind::Face, "face"}})

enum class Fitness { Unchecked, Fits, Unfit };
NLOHMANN_JSON_SERIALIZE_ENUM(Fitness,
                             {{Fitness::Unchecked, nullptr}, {Fitness::Fits, "fits"}, {Fitness::Unfit, "unfit"}})

/// A leak that was invented and is shown to the reader among the others, to measure how many are seen. It is no file:
/// a recipe that is applied to the pictures of its carrier in memory, and so nothing that could ever leave.
struct KnownCase {
    ItemId id; ///< "k" and 16 hexadecimal digits
    CaseKind kind = CaseKind::None;
    ItemId carrier;          ///< an instance of the collection
    bool isPractice = false; ///< shown first, told at once whether it was right, and not scored
    Category category = Category::None;
    std::string words;                    ///< of nobody
    std::string place;                    ///< of Header: tag path
    pixels::Box box;                      ///< of Pixels: round the words
    std::vector<pixels::Patch> strokes{}; ///< of Pixels: in stored pixels
    double level = 1;                     ///< of Pixels: 0 the darkest that the frame shows, 1 the brightest
    bool isOnAll = false;                 ///< of Pixels: on every image of the series as large as the carrier

    bool operator==(const KnownCase&) const = default;
};
WIRE_FIELDS(KnownCase, id, kind, carrier, isPractice, category, words, place, box, strokes, level, isOnAll)

/// Cases come into the project; those of before must have been removed.
struct CasesPlanted {
    std::string by;   ///< id of a person, who is not to read them
    std::string seed; ///< of the order in which items and cases are shown
    std::vector<KnownCase> cases;
};

/// A second person has looked at them: only what fits is shown to a reader. Without changes: that person is shown them
/// now, and knows them whatever is taken back afterwards.
struct CasesChecked {
    struct Change {
        ItemId item;
        Fitness fitness = Fitness::Unchecked; ///< Unchecked takes it back
    };
    std::string by;
    std::vector<Change> changes;
};

/// The cases are out of the project for good, and what the readers said of them is scored.
struct CasesRemoved {};

/// How a reader did, of one kind of case.
struct CaseScore {
    std::string reader; ///< id; empty where nobody said who reads
    CaseKind kind = CaseKind::None;
    std::int64_t shown = 0, found = 0; ///< judged; of those as identity, or for the second reader
    std::int64_t medianMs = 0;         ///< of the looks that were measured; 0: none was

    bool operator==(const CaseScore&) const = default;
};

/// Where the known cases stand.
struct KnownCases {
    struct Answer {
        Judgement judgement;
        Look look;
    };
    std::string plantedBy, seed;
    std::map<ItemId, KnownCase> cases; ///< in the project now
    struct Check {
        std::string by;
        Fitness fitness = Fitness::Unchecked;
    };
    std::set<std::string> shownTo;                           ///< persons who were shown what was planted
    std::map<ItemId, Check> checks;                          ///< of those that were looked at by a second person
    std::map<std::string, std::map<ItemId, Answer>> answers; ///< by reader, of cases in the project
    std::vector<CaseScore> scored;                           ///< of those that were removed
};

/// BadArgument unless ids, words, places and strokes make sense and no id is there twice.
Done check(const CasesPlanted& planted);
/// May this person be shown the cases? Who planted, checked or was shown them knows them.
bool mayRead(const KnownCases& known, const std::string& reader);
/// What is shown to readers: checked and found fit.
bool isShown(const KnownCases& known, const ItemId& id);
/// Of the cases in the project and of those removed before, a row for each reader and kind; practice is in none.
std::vector<CaseScore> scoresOf(const KnownCases& known);

}
