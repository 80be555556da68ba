// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/review/known_cases.h"
#include "engine/review/policy.h"
#include "engine/review/risk.h"
#include "engine/review/sample.h"
#include "engine/review/second_reading.h"

#include <map>
#include <variant>

namespace engine::review {

/// Everything a person does to a project, as values. The journal is the list of them, and the only way to change a
/// State.

struct ItemsJudged {
    struct Change {
        ItemId item; ///< an instance, or a known case: nothing tells them apart until the cases are scored
        Judgement judgement;
        bool takesLeakBack = false; ///< Found was an error: of the inverse only
        std::string seen = {};      ///< the file it is about (`State::seen`): of the project, never of who judges
        bool isAnew = false;        ///< likewise: the file had changed since the verdict before
    };
    std::vector<Change> changes; ///< one act, so one undo: all instances of a series, say
    /// By the first item of the act; none where nobody measured (command line). The inverse brings the earlier ones
    /// back.
    std::map<ItemId, Look> looks = {};
    std::string reader = {}; ///< id of a reviewer; empty where nobody said who reads
};

struct FindingsDecided {
    struct Change {
        FindingId finding;
        Decision decision; ///< verdict None opens it again
    };
    std::vector<Change> changes;
};

/// Files came into series about whose faces somebody had answered: these answers are about other files, and no undo or
/// redo brings them back. Of an import, never of a person.
struct FacesReopened {
    std::vector<FindingId> findings;
};

/// A box drawn by hand: a Text finding, decided `remove` as it is drawn.
struct BoxDrawn {
    Finding finding;
};

struct BoxMoved {
    FindingId finding;
    pixels::Box box;
};

/// Takes back a drawn box. What a detector found is never removed, only kept or blanked.
struct BoxRemoved {
    FindingId finding;
};

/// The boxes of one image on others of its layout, as a person saw them: one act, so one undo.
struct BoxesCarried {
    ItemId from;
    std::vector<Finding> drawn;                   ///< on the others, each as BoxDrawn
    std::vector<FindingsDecided::Change> decided; ///< about what was found there at the same places
    std::vector<FindingId> removed = {};          ///< of the inverse only: each as BoxRemoved
};

/// Templates of devices that propose nothing from now on, or do so again. What they proposed before stays.
struct TemplatesRemoved {
    std::vector<std::string> templates; ///< ids that nothing here looks into
    bool isTakenBack = false;           ///< they are in use again
};

struct RulesChosen {
    std::string profile;
    std::vector<std::string> options;
    std::string siteRules = {}; ///< JSON of profile::SiteRules, which nothing here looks into; empty: none
};

// SampleDrawn and SampleExtended (sample.h) cannot be taken back: who draws until the sample pleases has drawn nothing.
// Nor can PolicyStated (policy.h), or CasesPlanted and CasesRemoved (known_cases.h).

/// The review is frozen; only Released, Reopened and the signatures of other people over the same manifest may follow.
struct Signed {
    /// Of the manifest for everybody, or for named people where nothing can go to everybody.
    std::string reviewer, meaning, manifestSha256, signature;
    std::string restrictedSha256 = {}; ///< of the manifest for named people
};

struct Reopened {
    std::string reason;
};

struct Released {
    std::string manifestSha256, access;
};

using Event = std::variant<ItemsJudged, FindingsDecided, FacesReopened, BoxDrawn, BoxMoved, BoxRemoved, BoxesCarried,
                           TemplatesRemoved, RulesChosen, SampleDrawn, SampleExtended, PolicyStated, PublicSearchTold,
                           RiskAssessed, SecondReadingAsked, SecondRead, Adjudicated, CasesPlanted, CasesChecked,
                           CasesRemoved, Signed, Reopened, Released>;

/// Tells of something that no undo takes back, and keeps none from taking back what was before it.
bool isNoStep(const Event& event);

/// For the journal. Damaged when the text is no event.
std::string toText(const Event& event);
Result<Event> eventFromText(std::string_view text);
/// "items-judged", "box-drawn", ...: the kind as it stands in the journal.
std::string_view nameOf(const Event& event);

}
