// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/head.h"

#include <algorithm>

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

/// Another phase of a head in the worker of the first one; what that held is gone.
struct Phase {
    face::VolumePlan plan;
    AssembledVolume before;
    face::AssessFace::Answer seen;
};

Result<Phase> openPhase(Head& head, std::size_t number, const DecodeInstance& decode, pool::Pool& pool,
                        const Progress& progress)
{
    auto plan = face::phaseOf(head.volume.plan, number);
    auto before = assembleVolume(plan, decode, pool, progress);
    if (!before)
        return before.error();
    auto seen = assess(*before, anchorOf(head), head.lease, progress);
    if (!seen)
        return seen.error();
    return Phase{std::move(plan), *std::move(before), *std::move(seen)};
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

/// What one phase adds to the answer about all.
void add(const face::CheckCut::Answer& phase, face::CheckCut::Answer& all)
{
    all.faceClass = worse(phase.faceClass, all.faceClass);
    if (phase.found.size() > all.found.size())
        all.found = phase.found;
    all.hits = std::max(all.hits, phase.hits);
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
        const auto phase = openPhase(head, number, decode, pool, progress);
        if (!phase && showsNothing(phase.error()))
            continue;
        if (!phase)
            return phase.error();
        seen.faceClass = worse(phase->seen.faceClass, seen.faceClass);
        seen.hits = std::max(seen.hits, phase->seen.hits);
        if (phase->seen.found.size() > seen.found.size())
            seen.found = phase->seen.found;
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
    const auto before = originals(head.frames, written.series, pool, progress);
    const auto after = [&](std::size_t i) { return written.decode(head.frames[i].entry, head.frames[i].number); };
    const auto checkPhase = [&](const AssembledVolume& old) -> Result<face::CheckCut::Answer> {
        const auto now = assembleVolume(old.plan, after, pool, progress);
        return now ? check(head.lease, old, *now, written.cut, progress) : now.error();
    };
    face::CheckCut::Answer all;
    all.faceClass = "C";
    const auto count = head.volume.plan.phases.size();
    for (std::size_t number = 0; number < count; ++number) {
        const auto phase = openPhase(head, number, before, pool, progress);
        if (!phase && showsNothing(phase.error()))
            continue;
        const auto checked = phase ? checkPhase(phase->before) : phase.error();
        if (!checked)
            return checked.error();
        add(*checked, all);
        if (head.seen.anchor.ok && !phase->seen.anchor.ok)
            fail("elsewhere", all);
    }
    if (count > 0) { // the worker shall hold the first one again, to be looked at
        if (const auto again = assess(head.volume, anchorOf(head), head.lease, progress); !again)
            return again.error();
    }
    auto first = checkPhase(head.volume);
    if (!first)
        return first;
    add(*first, all);
    all.views = first->views;
    return all;
}

}
