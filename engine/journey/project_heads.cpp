// SPDX-License-Identifier: Apache-2.0
#include "engine/base/hash.h"
#include "engine/journey/coordinates.h"
#include "engine/journey/head.h"
#include "engine/journey/project_content.h"
#include "engine/journey/volume_classes.h"

#include <algorithm>

namespace engine::journey {

namespace {

/// What is known of the heads in the coordinates of a series.
std::vector<const face::AssessFace::Answer*> headsBeside(const Project& project, const std::string& series)
{
    std::vector<const face::AssessFace::Answer*> beside;
    const auto coordinates = coordinatesOf(project.collection().instancesBelow(series));
    for (const auto* other : project.collection().nodes(study::Level::Series)) {
        const auto* known = coordinates.empty() ? nullptr : project.head(other->id);
        if (known && coordinatesOf(project.collection().instancesBelow(other->id)) == coordinates)
            beside.push_back(&known->seen);
    }
    return beside;
}

/// Two of them are sure, and the person moved between: what lies on the one does not lie on the other.
bool haveMoved(const std::vector<const face::AssessFace::Answer*>& heads)
{
    const bool isAnySure = std::any_of(heads.begin(), heads.end(), [](const auto* one) { return one->anchor.ok; });
    return isAnySure && !surestOf(heads);
}

/// "no-face; a phantom", "face-kept; the study is about eyes".
bool saysWhy(const std::string& reason)
{
    const auto code = reason.substr(0, reason.find("; "));
    return (code == "no-face" || code == "face-kept") && reason.find_first_not_of(' ', code.size() + 1) < reason.size();
}

const review::Decision* decisionOn(const review::State& state, const std::string& series)
{
    const auto found = state.decisions.find(faceFindingId(series));
    return found == state.decisions.end() ? nullptr : &found->second;
}

}

Done Project::Content::checkFace(const review::Finding& finding, const review::Decision& decision) const
{
    using review::FindingVerdict;
    const auto known = examined.find({finding.item, "face"});
    const bool isOfTheseFiles = known != examined.end() && known->second.files == filesOf(finding.item);
    if (!isOfTheseFiles && (decision.verdict == FindingVerdict::Keep || decision.verdict == FindingVerdict::Replace))
        return Error{ErrorCode::BadArgument,
                     finding.id + ": files came into the series and were not looked at; run the faces first"};
    if (decision.verdict == FindingVerdict::Replace)
        return checkCut(finding, decision.reason);
    if (isBiometric(finding) && decision.verdict == FindingVerdict::Keep && !saysWhy(decision.reason))
        return Error{ErrorCode::BadArgument,
                     finding.id +
                         ": this kind of picture tells who somebody is; say why it may go (no-face; WORDS), or "
                         "why it is kept for named people (face-kept; WORDS)"};
    return done();
}

Done Project::Content::checkCut(const review::Finding& finding, const std::string& reason) const
{
    const auto head = heads.find(finding.item);
    if (head == heads.end() || head->second.files != filesOf(finding.item))
        return Error{ErrorCode::BadArgument,
                     finding.id + ": the series was not looked at as a head; run the faces first"};
    if (followsHead(head->second.failure))
        return checkFollower(finding, head->second, reason);
    const auto decision = cutDecisionOf(reason);
    if (!decision)
        return Error{ErrorCode::BadArgument, finding.id + ": no cut: " + reason};
    if (!canLie(decision->cut, head->second.seen))
        return Error{ErrorCode::BadArgument,
                     finding.id + ": where the head lies is not sure; only a cut by hand (manual) is possible"};
    if (head->second.cuts.empty())
        return Error{ErrorCode::BadArgument, finding.id + ": none of its files can be cut"};
    return done();
}

Done Project::Content::checkFollower(const review::Finding& finding, const HeadRecord& known,
                                     const std::string& reason) const
{
    if (reason != withHead)
        return Error{ErrorCode::BadArgument,
                     finding.id + ": no head; it can be cut as one is: " + std::string{withHead}};
    if (known.cuts.empty())
        return Error{ErrorCode::BadArgument, finding.id + ": none of its files can be cut"};
    return done();
}

Done Project::record(const HeadRecord& head)
{
    if (state().signature)
        return Error{ErrorCode::Frozen, "examine"};
    if (auto stored = m_content->store->put("head", head.series, toText(head)); !stored)
        return stored;
    m_content->heads[head.series] = head;
    m_content->isSettled = m_content->isBuilt = false;
    return done();
}

const HeadRecord* Project::head(const std::string& series) const
{
    const auto found = m_content->heads.find(series);
    return found == m_content->heads.end() ? nullptr : &found->second;
}

std::string Project::filesOf(const std::string& series) const
{
    return m_content->filesOf(series);
}

std::string Project::Content::filesOf(const std::string& series) const
{
    std::string all;
    for (const auto* entry : collection.instancesBelow(series))
        all += entry->id + ' ' + entry->source.sha256 + '\n';
    return toHex(sha256(viewOf(all)));
}

std::optional<CutDecision> Project::cutInForce(const std::string& series) const
{
    const auto placed = placedCut(series);
    return placed ? std::optional{placed->decision} : std::nullopt;
}

std::optional<Project::PlacedCut> Project::placedCut(const std::string& series) const
{
    const auto* decision = decisionOn(state(), series);
    if (!decision || decision->verdict != review::FindingVerdict::Replace)
        return std::nullopt;
    if (decision->reason == withHead)
        return cutBeside(series);
    auto cut = cutDecisionOf(decision->reason);
    return cut ? std::optional{PlacedCut{*std::move(cut), head(series)}} : std::nullopt;
}

/// What a person took on of a head is no opinion on what follows it.
std::optional<Project::PlacedCut> Project::cutBeside(const std::string& series) const
{
    const auto coordinates = coordinatesOf(collection().instancesBelow(series));
    std::optional<PlacedCut> surest;
    if (haveMoved(headsBeside(*this, series)))
        return surest;
    for (const auto* other : collection().nodes(study::Level::Series)) {
        const auto* decision = coordinates.empty() ? nullptr : decisionOn(state(), other->id);
        const auto* known = head(other->id);
        if (!decision || !known || decision->verdict != review::FindingVerdict::Replace ||
            coordinatesOf(collection().instancesBelow(other->id)) != coordinates)
            continue;
        auto cut = cutDecisionOf(decision->reason);
        if (!cut || !canLie(cut->cut, known->seen))
            continue;
        if (!surest || known->seen.anchor.cost < surest->head->seen.anchor.cost)
            surest = PlacedCut{{std::move(cut->cut), {}}, known};
    }
    return surest;
}

profile::Faces Project::facesOf(const std::string& item, const std::string& series) const
{
    using profile::Faces;
    const auto* decision = decisionOn(state(), series);
    auto faces = Faces::Unknown;
    if (decision && decision->verdict != review::FindingVerdict::Remove)
        faces = decision->verdict == review::FindingVerdict::Keep && !review::isAbsentFace(decision->reason)
                    ? Faces::Shown
                    : Faces::Gone;
    bool isOpen = false;
    for (const auto& [id, finding] : state().findings) {
        if (finding.item != item || !review::isFaceBox(finding) || faces == Faces::Shown)
            continue;
        const auto decided = state().decisions.find(id);
        isOpen = isOpen || (decided == state().decisions.end() && !finding.drawn);
        const bool isKept = decided != state().decisions.end() && review::isKeptFace(finding, decided->second);
        faces = isKept ? Faces::Shown : Faces::Gone;
    }
    return isOpen && faces == Faces::Gone ? Faces::Unknown : faces;
}

void Project::orderCut(const std::string& item, const std::string& series, release::Write& request) const
{
    const auto order = placedCut(series);
    const auto* known = head(series);
    if (!order || !known || !order->head || !canLie(order->decision.cut, order->head->seen))
        return;
    const auto cuts = known->cuts.find(item);
    if (cuts == known->cuts.end())
        return;
    request.cut = placed(order->decision.cut, order->head->seen);
    request.frameCuts = cuts->second;
    request.clipsContours = known->failure == "skin-contour";
}

std::string Project::whyNotCut(const std::string& item, const std::string& series) const
{
    const auto* decision = decisionOn(state(), series);
    if (!decision || decision->verdict != review::FindingVerdict::Replace)
        return {};
    const std::string start = "its face could not be cut out: ";
    const auto order = placedCut(series);
    const auto* known = head(series);
    if (!known)
        return start + "nobody looked at the series";
    if (decision->reason == withHead && haveMoved(headsBeside(*this, series)))
        return start + "the heads of its frame of reference lie apart";
    if (!order || !order->head)
        return start + "no head of its frame of reference is cut";
    if (!canLie(order->decision.cut, order->head->seen)) // with a file that came later, say
        return start + "where the head lies is not sure";
    if (known->cuts.contains(item))
        return {};
    const auto why = known->cannotCut.find(item);
    return start + (why == known->cannotCut.end() ? "not part of the volume" : why->second);
}

/// Of the files as they stand; they change when anything is decided about them, and when contours or segments come that
/// may lie on the head.
std::string Project::cutFilesOf(const std::string& series) const
{
    std::string all;
    for (const auto* entry : collection().instancesBelow(series)) {
        const auto* built = candidate(entry->id);
        if (built && built->setAside.empty() && whyNotCut(entry->id, series).empty())
            all += entry->id + ' ' + built->written.sha256 + '\n';
    }
    const auto frameOf = [&](const std::string& one) {
        const auto below = collection().instancesBelow(one);
        return below.empty() ? std::string{} : below.front()->instance.frameOfReferenceUid;
    };
    for (const auto& [other, known] : m_content->heads) {
        const bool isRegions = known.failure == "skin-contour" || known.failure == "skin-segment";
        if (const auto frame = isRegions ? frameOf(other) : std::string{};
            isRegions && (frame.empty() || frame == frameOf(series)))
            all += known.files + '\n';
    }
    return toHex(sha256(viewOf(all)));
}

Done Project::record(const CutCheck& check)
{
    if (state().signature)
        return Error{ErrorCode::Frozen, "examine"};
    if (auto stored = m_content->store->put("cut-check", check.series, toText(check)); !stored)
        return stored;
    m_content->cutChecks[check.series] = check;
    return done();
}

const CutCheck* Project::cutCheck(const std::string& series) const
{
    const auto found = m_content->cutChecks.find(series);
    return found == m_content->cutChecks.end() || found->second.candidates != cutFilesOf(series) ? nullptr
                                                                                                 : &found->second;
}

std::vector<OpenCut> Project::openCuts() const
{
    std::vector<OpenCut> open;
    for (const auto* series : collection().nodes(study::Level::Series)) {
        const auto decision = cutInForce(series->id);
        if (!decision)
            continue;
        const auto* check = cutCheck(series->id);
        if (!check || !check->failure.empty()) {
            open.push_back({series->id, {check ? check->failure : std::string{"not-checked"}}});
            continue;
        }
        OpenCut one{series->id, {}};
        for (const auto& failure : check->result.failures) {
            if (!decision->despite.contains(failure))
                one.failures.push_back(failure);
        }
        if (!one.failures.empty())
            open.push_back(std::move(one));
    }
    return open;
}

}
