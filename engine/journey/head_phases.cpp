// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/head.h"

#include <algorithm>
#include <array>

namespace engine::journey {

namespace {

/// Nothing can be seen in it: all the same, or no skin.
bool showsNothing(const Error& error)
{
    return error.code == ErrorCode::Unsupported;
}

/// A worse one first.
std::string worse(const std::string& one, const std::string& other)
{
    constexpr std::string_view order = "AUBC";
    return order.find(one) < order.find(other) ? one : other;
}

const face::Affine* anchorOf(const Head& head)
{
    return head.seen.anchor.ok ? &head.seen.anchor.toTemplate : nullptr;
}

bool hasOtherImages(const Head& head)
{
    const auto& leftOut = head.volume.plan.leftOut;
    return std::any_of(leftOut.begin(), leftOut.end(), [](const face::VolumePlan::LeftOut& one) {
        return one.reason != "same-position" && one.reason != "no-pixels";
    });
}

/// The place of a head in another series is a guess about this one. Where it were right, skin would lie at the
/// landmarks, or somebody cut it away; then it is for a person too.
bool isGuessWrong(const face::AssessFace::Answer& seen)
{
    return seen.anchor.ok && 2 * seen.found.size() < seen.inField.size();
}

void fail(const std::string& failure, face::CheckCut::Answer& all)
{
    if (std::find(all.failures.begin(), all.failures.end(), failure) == all.failures.end())
        all.failures.push_back(failure);
}

/// What a further phase shows.
void take(const face::AssessFace::Answer& phase, face::AssessFace::Answer& seen)
{
    seen.faceClass = worse(phase.faceClass, seen.faceClass);
    seen.hits = std::max(seen.hits, phase.hits);
    seen.adviceHits = std::max(seen.adviceHits, phase.adviceHits);
    if (phase.found.size() > seen.found.size()) {
        seen.found = phase.found;
        seen.inField = phase.inField;
    }
}

/// What one phase adds to the answer about all.
void add(const face::CheckCut::Answer& phase, face::CheckCut::Answer& all)
{
    all.faceClass = worse(phase.faceClass, all.faceClass);
    if (phase.found.size() > all.found.size())
        all.found = phase.found;
    all.hits = std::max(all.hits, phase.hits);
    all.views = phase.views;
    all.adviceHits = std::max(all.adviceHits, phase.adviceHits);
    all.adviceViews = phase.adviceViews;
    all.relief = std::max(all.relief, phase.relief);
    all.changed += phase.changed;
    all.protectedChanged += phase.protectedChanged;
    all.outsideChanged += phase.outsideChanged;
    all.shareOfHead = std::max(all.shareOfHead, phase.shareOfHead);
    for (const auto& failure : phase.failures)
        fail(failure, all);
    all.passed = all.failures.empty();
}

Result<face::CheckCut::Answer> check(pool::Lease& lease, const AssembledVolume& before, const AssembledVolume& after,
                                     const face::Cut& cut, const Progress& progress)
{
    const auto& remarks = before.plan.remarks;
    const bool isUneven = std::find(remarks.begin(), remarks.end(), "uneven-spacing") != remarks.end();
    const face::CheckCut request{before.volume, cut, isUneven ? before.plan.places : std::vector<double>{}};
    return lease.call(request, {{before.samples.fd(), after.samples.fd()}, nullptr}, progress);
}

/// The files of a head as they were written, phase by phase, in the worker of the head.
struct WrittenPhases {
    Head& head;
    const WrittenHead& written;
    pool::Pool& pool;
    const Progress& progress;

    Done add(std::size_t number, face::CheckCut::Answer& all) const
    {
        const auto before = assembleVolume(face::phaseOf(head.volume.plan, number),
                                           originals(head.frames, written.series, pool, progress), pool, progress);
        if (!before)
            return before.error();
        const auto own = assess(*before, nullptr, head.lease, progress);
        if (!own)
            return showsNothing(own.error()) ? done() : Done{own.error()};
        const auto seen = assess(*before, anchorOf(head), head.lease, progress);
        if (!seen)
            return seen.error();
        if (head.seen.anchor.ok && (!seen->anchor.ok || (own->anchor.ok && lieApart(own->anchor, head.seen.anchor))))
            fail("elsewhere", all);
        return compare(*before, all);
    }

    /// With what the worker holds.
    Done compare(const AssembledVolume& before, face::CheckCut::Answer& all) const
    {
        const auto decode = [&](std::size_t i) { return written.decode(head.frames[i].entry, head.frames[i].number); };
        const auto after = assembleVolume(before.plan, decode, pool, progress);
        if (!after)
            return after.error();
        const auto checked = check(head.lease, before, *after, written.cut, progress);
        if (!checked)
            return checked.error();
        journey::add(*checked, all);
        return done();
    }
};

}

bool lieApart(const face::Anchor& one, const face::Anchor& other)
{
    using face::operator-;
    constexpr double mostApart = 12; // mm, as of two anchors (Anchoring)
    constexpr std::array<face::Vector, 3> compared{{{0, 88, -42}, {40, 64, -40}, {0, 20, -54}}}; // template
    const auto here = face::inverseOf(one.toTemplate), there = face::inverseOf(other.toTemplate);
    return std::any_of(compared.begin(), compared.end(),
                       [&](const face::Vector& place) { return face::length(here(place) - there(place)) > mostApart; });
}

const face::AssessFace::Answer* surestOf(const std::vector<const face::AssessFace::Answer*>& all)
{
    const face::AssessFace::Answer* surest = nullptr;
    for (const auto* one : all) {
        if (one->anchor.ok && (!surest || one->anchor.cost < surest->anchor.cost))
            surest = one;
    }
    const bool hasMoved = std::any_of(all.begin(), all.end(), [&](const auto* one) {
        return one->anchor.ok && lieApart(one->anchor, surest->anchor);
    });
    return hasMoved ? nullptr : surest;
}

Done lookFurther(Head& head, const std::vector<study::Entry>& series, bool isGuess, pool::Pool& pool,
                 const Progress& progress)
{
    auto& seen = head.seen;
    if (isGuess && isGuessWrong(seen)) {
        seen.anchor.ok = false;
        seen.faceClass = worse("U", seen.faceClass);
        seen.reasons.emplace_back("anchor-rejected");
    }
    const auto decode = originals(head.frames, series, pool, progress);
    const auto count = head.volume.plan.phases.size();
    for (std::size_t number = 0; number < count && seen.faceClass != "A"; ++number) {
        const auto phase = assembleVolume(face::phaseOf(head.volume.plan, number), decode, pool, progress);
        if (!phase)
            return phase.error();
        const auto further = assess(*phase, anchorOf(head), head.lease, progress);
        if (!further && !showsNothing(further.error()))
            return further.error();
        if (further)
            take(*further, seen);
    }
    if (hasOtherImages(head)) {
        seen.reasons.emplace_back("other-images");
        seen.faceClass = seen.faceClass == "C" ? "U" : seen.faceClass;
    }
    return done();
}

Result<face::CheckCut::Answer> checkCut(Head& head, const WrittenHead& written, pool::Pool& pool,
                                        const Progress& progress)
{
    const WrittenPhases phases{head, written, pool, progress};
    face::CheckCut::Answer all;
    all.faceClass = "C";
    const auto count = head.volume.plan.phases.size();
    for (std::size_t number = 0; number < count; ++number) {
        if (auto added = phases.add(number, all); !added)
            return added.error();
    }
    if (count > 0) { // the worker shall hold the first one again, to be looked at
        if (const auto again = assess(head.volume, anchorOf(head), head.lease, progress); !again)
            return again.error();
    }
    if (auto compared = phases.compare(head.volume, all); !compared)
        return compared.error();
    return all;
}

}
