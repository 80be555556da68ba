// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/review/event.h"

#include <map>
#include <optional>
#include <set>

namespace engine::review {

/// Signatures that were taken back by reopening, in the order in which they were made.
struct Withdrawn {
    std::vector<Signed> signatures;
    std::string reason;
};

/// Where the review stands. Changed in place by `apply`, and by nothing else but what the machine knows: its own
/// findings, and of which files they are (`outdated`, `outside`), which the project keeps up.
struct State {
    std::map<ItemId, Judgement> items; ///< every instance
    std::map<ItemId, Look> looks;      ///< behind the verdicts in force, one for each act, at its first item
    std::map<FindingId, Finding> findings;
    std::map<FindingId, Decision> decisions; ///< absent: open
    std::set<FindingId> silent; ///< texts that can be decided and ask for nothing: sure ones, or shown by no file now
    RulesChosen rules{"basic", {}};
    std::set<std::string> removedTemplates; ///< of devices, by id: they propose nothing
    std::optional<Sample> sample;           ///< unset: every image needs a verdict
    std::map<ItemId, std::string> readers;  ///< who gave the verdict in force, where that was said
    std::set<ItemId> found;                 ///< judged Found at some time, also when judged clean after the repair
    std::map<ItemId, std::string> seen;     ///< which file the verdict in force is about, in the project's words
    SecondReading second;
    KnownCases known;                   ///< never in `items`, and so in nothing that counts or leaves
    std::vector<StatedPolicy> policies; ///< oldest first; the last is in force; empty: none was stated
    std::vector<PublicSearch> searches; ///< for other public data on the same people
    RiskAssessed risk;                  ///< empty: not done
    std::optional<Signed> signature;    ///< set: frozen
    std::vector<Signed> approvals;      ///< further signatures over the same manifest, each by somebody else
    std::vector<Withdrawn> withdrawn;   ///< oldest first
    std::map<std::string, std::string> releasedManifests; ///< access -> SHA-256 of the manifest that left last
    std::set<ItemId> outdated; ///< their file is no longer the one that their verdict is about; never of Skip
    std::set<ItemId> outside;  ///< stay behind whatever is said of them: a face, pixels nobody saw, no file
};

/// BadArgument for an item or finding that is not there, a Skip without reason, a look at what was not judged, a box
/// without area or removed though a detector found it, a sample that replaces one without a reason or by the same seed,
/// or is not held to the policy in force; Frozen after signing. The state is then untouched. Reads no clock, file or
/// random number: the same events give the same state.
Done apply(State& state, const Event& event);

/// What takes `event` back, to be asked before it is applied. Nothing for FacesReopened, SampleDrawn, SampleExtended,
/// PolicyStated, CasesPlanted, CasesRemoved, Signed, Reopened and Released.
std::optional<Event> inverse(const State& state, const Event& event);

/// It has a verdict, and that is about the file as it is.
bool isJudged(const State& state, const ItemId& item);
/// The verdict in force: the person's, else the proposed one.
FindingVerdict verdictInForce(const State& state, const Finding& finding);
bool isOpen(const State& state, const Finding& finding);
/// A face that leaves as it is, of a head or in a picture; unless a person said that it is none, a kept one counts.
bool isKeptFace(const Finding& finding, const Decision& decision);
/// Null when none was stated.
const PolicyStated* policyInForce(const State& state);

/// What the first reader said, for comparison with the second: a leak stays one after its repair.
std::string_view firstReading(const State& state, const ItemId& item);

/// What stands between here and a signature.
struct Blocks {
    std::vector<FindingId> openFindings;
    std::vector<ItemId> notReviewed;
    std::vector<ItemId> outdated;         ///< judged, and changed since: to be judged again
    std::vector<ItemId> notReadTwice;     ///< a second reader is still to look
    std::vector<ItemId> conflicts;        ///< two readers differ, and no third person has said which
    std::vector<ItemId> unresolved;       ///< judged Found or Flag: redact and judge again, or skip with a reason
    std::vector<FindingId> againstPolicy; ///< faces that are kept though the policy lets none be
    std::size_t knownCases = 0;           ///< that are to be removed and scored
    bool empty() const
    {
        return openFindings.empty() && notReviewed.empty() && outdated.empty() && notReadTwice.empty() &&
               conflicts.empty() && unresolved.empty() && againstPolicy.empty() && knownCases == 0;
    }
};
Blocks blocksOf(const State& state);
/// The images that a person has to judge, of those that are not outside: all, or what was drawn, what is in a failed
/// stratum, and what is in none.
std::vector<ItemId> itemsToJudge(const State& state);
/// Of them, those without a verdict about their file as it is.
std::vector<ItemId> itemsWithoutVerdict(const State& state);
/// Of those that were asked for, the images that leave as far as is known and that a first reader judges or has judged:
/// what nobody reads first cannot be read twice.
std::vector<ItemId> itemsToReadTwice(const State& state);

}
