// SPDX-License-Identifier: Apache-2.0
#include "widgets/signoff/conditions.h"

#include "engine/journey/blocks.h"
#include "engine/journey/heads_told.h"
#include "engine/journey/policy.h"
#include "engine/journey/project_faces.h"
#include "widgets/words/words.h"

#include <QCoreApplication>

#include <algorithm>
#include <set>
#include <string_view>

namespace widgets::signoff {

using engine::review::FindingKind;
using engine::review::FindingVerdict;
using engine::review::ItemVerdict;

namespace {

QString tr(const char* text, int number = -1)
{
    return QCoreApplication::translate("widgets::signoff", text, nullptr, number);
}

struct Kind {
    const char* place;
    const char* words;
    bool (*isOf)(FindingKind);
};

bool isPixels(FindingKind kind)
{
    return kind == FindingKind::Text || kind == FindingKind::NotExamined;
}
bool isHeader(FindingKind kind)
{
    return kind == FindingKind::Header;
}
bool isFace(FindingKind kind)
{
    return kind == FindingKind::Face;
}

constexpr Kind kinds[] = {{"text", QT_TRANSLATE_NOOP("widgets::signoff", "Text boxes decided"), isPixels},
                          {"rules", QT_TRANSLATE_NOOP("widgets::signoff", "Kept texts read"), isHeader},
                          {"faces", QT_TRANSLATE_NOOP("widgets::signoff", "Heads decided"), isFace}};

/// Before its findings are counted: what nobody was asked about yet is open too.
Condition conditionOf(const Kind& kind, const engine::journey::Project& project)
{
    const bool isFaces = std::string_view{kind.place} == "faces";
    const auto notAsked = isFaces ? engine::journey::facesToAskAbout(project).size() : 0;
    return {QString::fromLatin1(kind.place), tr(kind.words), notAsked, notAsked};
}

/// The policy's, where it states one: the row leads to Risk, and says what keeps it open.
void addSmallestGroup(std::vector<Condition>& conditions, const engine::journey::Project& project)
{
    using engine::journey::SmallestGroup;
    const auto add = [&](const char* words, std::size_t open) {
        const auto k = engine::review::policyInForce(project.state())->smallestGroup;
        conditions.push_back({"risk", tr(words).arg(k), open, std::size_t(k)});
    };
    switch (engine::journey::smallestGroupOf(project)) {
    case SmallestGroup::NotStated:
        return;
    case SmallestGroup::Kept:
        add(QT_TRANSLATE_NOOP("widgets::signoff", "Smallest group of %1 alike, as the policy says"), 0);
        return;
    case SmallestGroup::NotReckoned:
        add(QT_TRANSLATE_NOOP("widgets::signoff", "The policy's group of %1 alike: no risk is kept"), 1);
        return;
    case SmallestGroup::OutOfDate:
        add(QT_TRANSLATE_NOOP("widgets::signoff", "The policy's group of %1 alike: the risk is out of date"), 1);
        return;
    case SmallestGroup::Missed:
        add(QT_TRANSLATE_NOOP("widgets::signoff", "The policy's group of %1 alike: missed"), 1);
        return;
    }
}

/// What was found held against the policy; a sample's row leads to Result.
void addPolicy(std::vector<Condition>& conditions, const engine::journey::Project& project)
{
    addSmallestGroup(conditions, project);
}

/// What stands against a signature and has no row of its own: the list that signing goes by has the last word.
struct Rest {
    const char* code;
    const char* place;
    const char* words;
};

constexpr Rest rests[] = {
    {"sample-bound", "result", QT_TRANSLATE_NOOP("widgets::signoff", "More may still leak than the policy tolerates")},
    {"sample-outdated", "plan",
     QT_TRANSLATE_NOOP("widgets::signoff", "The sample was drawn from other files than those that leave: draw again")},
    {"reader-misses", "result",
     QT_TRANSLATE_NOOP("widgets::signoff",
                       "A reader saw fewer than half of the known cases: somebody else has to judge")},
    {"changed-after-judged", "review", QT_TRANSLATE_NOOP("widgets::signoff", "Changed after they were judged")},
    {"empty", "collection", QT_TRANSLATE_NOOP("widgets::signoff", "Nothing is imported yet")},
    {"nothing-leaves", "collection", QT_TRANSLATE_NOOP("widgets::signoff", "Nothing is left to release")}};

void addRest(std::vector<Condition>& conditions, const engine::journey::Project& project)
{
    for (const auto& block : engine::journey::blocksSigning(project)) {
        const auto rest =
            std::find_if(std::begin(rests), std::end(rests), [&](const auto& one) { return block.code == one.code; });
        if (rest != std::end(rests))
            conditions.push_back({QString::fromLatin1(rest->place), tr(rest->words), block.count, block.count});
        else if (std::all_of(conditions.begin(), conditions.end(), [](const auto& one) { return one.isHeld(); }))
            conditions.push_back({"review", words::text(block.words), block.count, block.count});
    }
}

Condition searchedIn(const engine::journey::Project& project)
{
    Condition searched{"collection", tr(QT_TRANSLATE_NOOP("widgets::signoff", "Images searched for text")), 0, 0};
    for (const auto& entry : project.collection().entries()) {
        if (entry.instance.frames == 0 || !entry.instance.damage.empty())
            continue;
        ++searched.all;
        searched.open += project.isExamined(entry.id, "text") ? 0 : 1;
    }
    return searched;
}

}

std::vector<Condition> conditionsOf(const engine::journey::Project& project)
{
    const auto& state = project.state();
    std::vector<Condition> conditions;
    conditions.push_back(searchedIn(project));
    for (const auto& kind : kinds) {
        auto one = conditionOf(kind, project);
        for (const auto& [id, finding] : state.findings) {
            if (!kind.isOf(finding.kind))
                continue;
            ++one.all;
            one.open += engine::review::isOpen(state, finding) ? 1 : 0;
        }
        conditions.push_back(one);
    }
    std::size_t cuts = 0;
    for (const auto* series : project.collection().nodes(engine::study::Level::Series))
        cuts += project.cutInForce(series->id) ? 1 : 0;
    if (cuts > 0)
        conditions.push_back({"faces", tr(QT_TRANSLATE_NOOP("widgets::signoff", "Cut heads checked as written")),
                              project.openCuts().size(), cuts});
    const auto blocks = engine::review::blocksOf(state);
    const auto* policy = engine::review::policyInForce(state);
    if (policy && policy->faces == "none")
        conditions.push_back({"faces", tr(QT_TRANSLATE_NOOP("widgets::signoff", "No face kept, as the policy says")),
                              blocks.againstPolicy.size(), conditions.back().all});
    addPolicy(conditions, project);
    conditions.push_back({"review", tr(QT_TRANSLATE_NOOP("widgets::signoff", "Files looked at")),
                          blocks.notReviewed.size(), state.items.size()});
    const auto twice = engine::review::itemsToReadTwice(state).size();
    if (twice > 0) {
        conditions.push_back({"review", tr(QT_TRANSLATE_NOOP("widgets::signoff", "Read by a second person")),
                              blocks.notReadTwice.size(), twice});
        conditions.push_back({"review", tr(QT_TRANSLATE_NOOP("widgets::signoff", "Differences of two readers decided")),
                              blocks.conflicts.size(), twice});
    }
    if (blocks.knownCases > 0)
        conditions.push_back({"review", tr(QT_TRANSLATE_NOOP("widgets::signoff", "Known cases removed and scored")),
                              blocks.knownCases, blocks.knownCases});
    conditions.push_back({"review", tr(QT_TRANSLATE_NOOP("widgets::signoff", "Flags and finds settled")),
                          blocks.unresolved.size(), state.items.size()});
    conditions.push_back({"collection", tr(QT_TRANSLATE_NOOP("widgets::signoff", "Files written as decided")),
                          project.staleCandidates().size(), project.collection().entries().size()});
    if (!state.signature)
        addRest(conditions, project);
    return conditions;
}

QString firstOpen(const std::vector<Condition>& conditions)
{
    for (const auto& one : conditions)
        if (!one.isHeld())
            return QStringLiteral("%1: %2").arg(one.words,
                                                tr(QT_TRANSLATE_N_NOOP("widgets::signoff", "%n open"), int(one.open)));
    return {};
}

namespace {

/// The same for released files, and for heads with files in the release; those that are left out are none of them.
void countDecisions(Facts& facts, const engine::review::State& state, const std::set<std::string>& leaving)
{
    for (const auto& [id, finding] : state.findings) {
        const bool gone = engine::review::verdictInForce(state, finding) == FindingVerdict::Remove;
        const bool isOut = finding.kind == FindingKind::Face && gone;
        if (!leaving.contains(finding.item) && !isOut)
            continue;
        if (finding.kind == FindingKind::Text) {
            const bool isUnread = engine::review::isUnreadRegion(finding);
            if (!engine::review::isFaceBox(finding) && !(isUnread && engine::review::isOpen(state, finding))) {
                ++(gone ? facts.boxesBlank : isUnread ? facts.unreadKept : facts.boxesKept);
                facts.boxesDrawn += finding.drawn ? 1 : 0;
            }
            const auto decided = state.decisions.find(id);
            const bool kept = decided != state.decisions.end() && engine::review::isKeptFace(finding, decided->second);
            if (engine::review::isFaceBox(finding))
                ++(gone ? facts.pictureFacesBlank : kept ? facts.pictureFacesKept : facts.pictureFacesNone);
        } else if (finding.kind == FindingKind::Face) {
            const auto decided = state.decisions.find(id);
            const bool kept = decided != state.decisions.end() && engine::review::isKeptFace(finding, decided->second);
            const bool cut = decided != state.decisions.end() && decided->second.verdict == FindingVerdict::Replace;
            ++(gone ? facts.headsOut : cut ? facts.headsCut : kept ? facts.headsKept : facts.headsNone);
        }
    }
}

}

Facts factsOf(const engine::journey::Project& project)
{
    const auto& state = project.state();
    const auto& collection = project.collection();
    Facts facts;
    facts.files = collection.entries().size();
    std::set<std::string> out, judged, leaving, patients, patientsForAll, series;
    const auto kept = engine::journey::withKeptFace(project);
    for (const auto& one : project.leftOut())
        out.insert(one.item);
    facts.leftOut = out.size();
    for (const auto& item : engine::review::itemsToJudge(state))
        judged.insert(item);
    for (const auto& [id, judgement] : state.items) {
        const bool clean = judgement.verdict == ItemVerdict::Clean;
        const bool spared = judgement.verdict == ItemVerdict::None && !judged.contains(id) && !out.contains(id);
        facts.clean += clean ? 1 : 0;
        facts.spared += spared ? 1 : 0;
        if ((!clean && !spared) || out.contains(id))
            continue;
        ++facts.leaving;
        const auto& parent = collection.node(id)->parent;
        leaving.insert({id, parent});
        series.insert(parent);
        const auto& patient = collection.node(collection.node(parent)->parent)->parent;
        patients.insert(patient);
        const bool isForNamed = kept.contains(id);
        ++(isForNamed ? facts.forNamedOnly : facts.forAll);
        if (!isForNamed)
            patientsForAll.insert(patient);
    }
    facts.patients = patients.size();
    facts.patientsForAll = patientsForAll.size();
    facts.series = series.size();
    countDecisions(facts, state, leaving);
    return facts;
}

QString accessWords(const Facts& facts)
{
    if (facts.leaving == 0)
        return tr(QT_TRANSLATE_NOOP("widgets::signoff", "Nothing leaves yet."));
    if (facts.forNamedOnly == 0)
        return tr(QT_TRANSLATE_NOOP("widgets::signoff", "Nothing in it is for named people only: one signature, for "
                                                        "everybody or for whom you choose."));
    const auto kept =
        tr(QT_TRANSLATE_N_NOOP("widgets::signoff", "%n file(s) keep a face, and are for named people only."),
           int(facts.forNamedOnly));
    if (facts.forAll == 0)
        return kept;
    return kept + QLatin1Char(' ') +
           tr(QT_TRANSLATE_NOOP("widgets::signoff", "Your signature covers two releases: %1 files of %2 patients for "
                                                    "everybody, and all %3 files of %4 patients for named people."))
               .arg(words::number(facts.forAll), words::number(facts.patientsForAll), words::number(facts.leaving),
                    words::number(facts.patients));
}

QString lookedWords(const Facts& facts)
{
    if (facts.spared > 0)
        return tr(QT_TRANSLATE_NOOP("widgets::signoff",
                                    "Of %1 files, %2 were looked at by a person in the form in which they leave and "
                                    "judged clean; %3 were not drawn, and no person saw them. %4 leave, %5 stay "
                                    "behind, each with its reason."))
            .arg(words::number(facts.files), words::number(facts.clean), words::number(facts.spared),
                 words::number(facts.leaving), words::number(facts.leftOut));
    return tr(QT_TRANSLATE_NOOP("widgets::signoff",
                                "Of %1 files, %2 were looked at by a person in the form in which they leave and judged "
                                "clean. %3 leave, %4 stay behind, each with its reason."))
        .arg(words::number(facts.files), words::number(facts.clean), words::number(facts.leaving),
             words::number(facts.leftOut));
}

QString textWords(const Facts& facts)
{
    auto told =
        tr(QT_TRANSLATE_NOOP(
               "widgets::signoff",
               "In the files that leave %1 boxes are blanked, %2 are kept as harmless; %3 of them were drawn "
               "by hand. The machine has searched every image."))
            .arg(words::number(facts.boxesBlank), words::number(facts.boxesKept), words::number(facts.boxesDrawn));
    if (facts.unreadKept > 0)
        told += QLatin1Char(' ') + tr(QT_TRANSLATE_N_NOOP("widgets::signoff",
                                                          "%n place(s) looked written and could not be read; they were "
                                                          "looked at and stay as they are."),
                                      int(facts.unreadKept));
    return told;
}

QString pictureFaceWords(const Facts& facts)
{
    if (facts.pictureFacesBlank + facts.pictureFacesKept + facts.pictureFacesNone == 0)
        return {};
    return QLatin1Char(' ') +
           tr(QT_TRANSLATE_NOOP("widgets::signoff", "Faces that a detector saw in photographs and screen captures: %1 "
                                                    "blanked, %2 kept, %3 are none."))
               .arg(words::number(facts.pictureFacesBlank), words::number(facts.pictureFacesKept),
                    words::number(facts.pictureFacesNone));
}

QString faceWords(const Facts& facts)
{
    if (facts.headsOut + facts.headsNone + facts.headsKept + facts.headsCut == 0)
        return tr(QT_TRANSLATE_NOOP("widgets::signoff", "No series could show a face, by its geometry.")) +
               pictureFaceWords(facts);
    return tr(QT_TRANSLATE_NOOP(
                  "widgets::signoff",
                  "Heads left out: %1. Without a face: %2. Face cut out: %3. Leaving with their face: %4."))
               .arg(words::number(facts.headsOut), words::number(facts.headsNone), words::number(facts.headsCut),
                    words::number(facts.headsKept)) +
           pictureFaceWords(facts);
}

QString rulesWords(const engine::review::State& state)
{
    const auto& options = state.rules.options;
    const auto basic =
        tr(QT_TRANSLATE_NOOP("widgets::signoff", "Profile “%1” over PS3.15 Table E.1-1; private elements are removed."))
            .arg(words::text(state.rules.profile));
    if (options.empty())
        return tr(QT_TRANSLATE_NOOP("widgets::signoff",
                                    "%1 Dates are removed, UIDs and patient numbers replaced. No option keeps more."))
            .arg(basic);
    QStringList names;
    for (const auto& one : options)
        names += words::text(one);
    return tr(QT_TRANSLATE_NOOP("widgets::signoff", "%1 Options: %2.")).arg(basic, names.join(QStringLiteral(", ")));
}

}
