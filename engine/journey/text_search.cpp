// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/text_search.h"

#include "engine/base/hash.h"

#include <algorithm>
#include <set>
#include <utility>

namespace engine::journey {

namespace {

/// Shorter ones are looked at frame by frame.
constexpr int shortestClip = 6;
/// Frames over which the brightest and the darkest are taken. The more, the more of a text of one frame is hidden by
/// the other frames; what is hidden of the whole clip costs the least.
constexpr std::size_t groupOfMax = 8, groupOfOthers = 20;
/// Frames of a scene over which its median is taken.
constexpr int mostSampled = 15, fewestSampled = 5;
/// Bytes of samples held at once.
constexpr std::size_t mostHeld = 256'000'000;

/// Modalities whose frames follow one another in time (PS3.3 C.7.3.1.1.1).
bool isOfTime(const study::Instance& instance)
{
    constexpr std::string_view moving[] = {"US", "IVUS", "XA", "RF", "ES", "XC", "GM", "OP", "ECHO"};
    return instance.frameTimeMs > 0 ||
           std::find(std::begin(moving), std::end(moving), instance.modality) != std::end(moving);
}

bool isStaying(const text::FoundText& found)
{
    return found.verdict != text::Verdict::Safe;
}

/// Whether unused bits are cleared when the file is written: where coding again loses nothing.
bool isCleared(std::string_view transferSyntaxUid)
{
    constexpr std::string_view cleared[] = {
        "1.2.840.10008.1.2",      "1.2.840.10008.1.2.1",     "1.2.840.10008.1.2.1.99", "1.2.840.10008.1.2.2",
        "1.2.840.10008.1.2.5",    "1.2.840.10008.1.2.4.57",  "1.2.840.10008.1.2.4.70", "1.2.840.10008.1.2.4.80",
        "1.2.840.10008.1.2.4.90", "1.2.840.10008.1.2.4.201", "1.2.840.10008.1.2.4.202"};
    return std::find(std::begin(cleared), std::end(cleared), transferSyntaxUid) != std::end(cleared);
}

}

Done FrameSearch::run(Examined& answer)
{
    m_answer = &answer;
    const auto searched = isClip() ? sceneByScene() : eachAlone();
    if (!searched && searched.error().code == ErrorCode::Cancelled)
        return searched;
    auto findings = m_findings.given();
    answer.findings.insert(answer.findings.begin(), findings.begin(), findings.end());
    if (!searched) {
        const std::string reason{nameOf(searched.error().code)};
        answer.reason = "frame " + std::to_string(answer.framesExamined + 1) + ": " + reason;
        answer.findings.push_back(notExamined(answer.item, reason));
    }
    return done();
}

bool FrameSearch::isClip() const
{
    const bool isPhotograph = m_workers.entry().instance.kind == study::FileKind::Image; // pages may differ in size
    return m_answer->framesTotal >= shortestClip && !isPhotograph && isOfTime(m_workers.entry().instance);
}

Result<FrameSearch::Held> FrameSearch::hold(int frame)
{
    if (m_workers.stopped())
        return Error{ErrorCode::Cancelled, m_answer->item};
    auto decoded = m_workers.decode(m_file, frame);
    if (!decoded)
        return decoded.error();
    m_frameBytes = decoded->frame.layout.bytes();
    const auto digest = sha256(std::as_const(decoded->samples).bytes().first(m_frameBytes));
    return Held{frame, *std::move(decoded), digest};
}

Done FrameSearch::eachAlone()
{
    for (int frame = 1; frame <= m_answer->framesTotal; ++frame) {
        const auto held = hold(frame);
        if (!held)
            return held.error();
        const auto& layout = held->decoded.frame.layout;
        if (std::exchange(m_size, {layout.columns, layout.rows}) != std::pair{layout.columns, layout.rows})
            m_findings.part(); // a box over pages of two sizes would reach outside one of them
        if (auto looked = lookAlone(*held); !looked)
            return looked;
        m_answer->framesExamined = frame;
        m_workers.report(frame);
    }
    return done();
}

Done FrameSearch::sceneByScene()
{
    for (int frame = 1; frame <= m_answer->framesTotal;) {
        const auto first = hold(frame);
        if (!first)
            return first.error();
        m_staying.clear();
        if (auto looked = lookAlone(*first); !looked)
            return looked;
        m_answer->framesExamined = frame;
        const auto next = followScene(*first, frame + 1);
        if (!next)
            return next.error();
        if (auto looked = lookForWhatStays(frame, *next - 1); !looked)
            return looked;
        frame = *next;
    }
    return done();
}

/// The same samples hold the same text, at whatever frame.
Done FrameSearch::lookAlone(const Held& held)
{
    if (held.number == 1 || held.digest != m_lastDigest) {
        auto answer = m_workers.find(held.decoded, held.number, m_workers.mode());
        if (!answer)
            return answer.error();
        m_lastDigest = held.digest;
        m_last = *std::move(answer);
    }
    for (auto found : m_last.found) {
        found.box.firstFrame = found.box.lastFrame = held.number;
        const auto place = m_findings.take(found);
        if (isStaying(found))
            m_staying.push_back(place);
    }
    m_unread = takeUnread(m_last, held.number);
    return lookAtStrayBits(held);
}

std::size_t FrameSearch::groupSize() const
{
    const auto wanted = m_workers.mode() == "max" ? groupOfMax : groupOfOthers;
    return std::clamp<std::size_t>(mostHeld / std::max<std::size_t>(1, m_frameBytes), 1, wanted);
}

Result<int> FrameSearch::followScene(const Held& first, int next)
{
    while (next <= m_answer->framesTotal) {
        std::vector<Held> group;
        int end = next;
        for (; end <= m_answer->framesTotal && group.size() < groupSize(); ++end) {
            auto held = hold(end);
            if (!held)
                return held.error();
            if (auto looked = lookAtStrayBits(*held); !looked)
                return looked.error();
            const auto isSame = [&](const Held& other) { return other.digest == held->digest; };
            if (!isSame(first) && std::none_of(group.begin(), group.end(), isSame))
                group.push_back(*std::move(held));
        }
        const auto reached = group.empty() ? Result<int>{end} : lookAtGroup(first, std::move(group), next, end);
        if (!reached)
            return reached;
        stayUntil(*reached - 1);
        m_answer->framesExamined = *reached - 1;
        m_workers.report(*reached - 1);
        if (*reached < end)
            return reached;
        next = end;
    }
    return next;
}

Result<int> FrameSearch::lookAtGroup(const Held& first, std::vector<Held> group, int next, int end)
{
    std::vector<const DecodedFrame*> frames{&first.decoded};
    text::FindInClip request;
    request.frameNumbers.push_back(first.number);
    for (const auto& held : group) {
        frames.push_back(&held.decoded);
        request.frameNumbers.push_back(held.number);
    }
    request.known = knownBoxes();
    const auto answer = m_workers.find(frames, request);
    if (!answer)
        return answer.error();
    const auto scene = static_cast<std::size_t>(answer->scene);
    const int reached = scene < frames.size() ? group[scene - 1].number : end;
    for (auto found : answer->found) {
        found.box.firstFrame = next;
        found.box.lastFrame = reached - 1;
        m_findings.take(found);
    }
    takeUnread(answer->largeRegions, unreadRegion, next, reached - 1);
    std::set<std::size_t> closer;
    for (const auto place : answer->suspicious)
        closer.insert(static_cast<std::size_t>(place) - 1);
    for (std::size_t place = 0; place + 1 < scene && m_workers.mode() == "max"; ++place)
        closer.insert(place);
    for (const auto place : closer) {
        if (auto looked = lookCloser(group[place]); !looked)
            return looked.error();
    }
    return reached;
}

/// A frame alone: in max each, else where edges look written that no look at several frames has found.
Done FrameSearch::lookCloser(const Held& held)
{
    const auto answer = m_workers.find(held.decoded, held.number, "quick");
    if (!answer)
        return answer.error();
    takeUnread(*answer, held.number);
    auto known = knownBoxes(); // they will hold for this frame too
    for (const auto& one : m_findings.all()) {
        if (one.proposed != review::FindingVerdict::Keep && one.box.firstFrame <= held.number &&
            held.number <= one.box.lastFrame)
            known.push_back(one.box);
    }
    for (auto found : answer->found) {
        const auto isUnder = [&](const pixels::Box& other) { return isCovered(found.box, other); };
        found.box.firstFrame = found.box.lastFrame = held.number;
        if (isStaying(found) && std::none_of(known.begin(), known.end(), isUnder))
            m_findings.take(found);
    }
    return done();
}

Done FrameSearch::lookForWhatStays(int first, int last)
{
    const int count = last - first + 1;
    const auto room = static_cast<int>(mostHeld / std::max<std::size_t>(1, m_frameBytes));
    const int sampled = std::min({count, mostSampled, room});
    if (sampled < fewestSampled)
        return done();
    std::vector<Held> held;
    std::vector<const DecodedFrame*> frames;
    text::FindInClip request;
    request.look = text::FindInClip::Look::Still;
    request.known = knownBoxes();
    for (int i = 0; i < sampled; ++i) {
        auto one = hold(first + static_cast<int>(static_cast<std::int64_t>(i) * (count - 1) / (sampled - 1)));
        if (!one)
            return one.error();
        request.frameNumbers.push_back(one->number);
        held.push_back(*std::move(one));
    }
    for (const auto& one : held)
        frames.push_back(&one.decoded);
    const auto answer = m_workers.find(frames, request);
    if (!answer)
        return answer.error();
    for (auto found : answer->found) {
        found.box.firstFrame = first;
        found.box.lastFrame = last;
        if (isStaying(found))
            m_findings.take(found);
    }
    takeUnread(answer->largeRegions, unreadRegion, first, last);
    return done();
}

Done FrameSearch::lookAtStrayBits(const Held& held)
{
    for (int bit = 0; bit < 32; ++bit) {
        if (((held.decoded.frame.strayBits >> bit) & 1U) == 0)
            continue;
        const auto name = "bits:" + std::to_string(bit);
        const auto decoded = m_workers.decodeLayer(m_file, name, held.number);
        if (!decoded)
            return decoded.error();
        const auto samples = std::as_const(decoded->samples).bytes().first(decoded->frame.layout.bytes());
        const auto digest = sha256(samples);
        if (const auto known = m_seenBits.find(digest); known != m_seenBits.end()) {
            for (auto i = known->second.first; i < known->second.second; ++i)
                m_answer->besides[i].box.lastFrame = held.number;
            continue;
        }
        const auto answer = m_workers.find(*decoded, held.number, m_workers.mode());
        if (!answer)
            return answer.error();
        const auto first = m_answer->besides.size();
        for (const auto& found : answer->found)
            m_answer->besides.push_back(findingOf(m_answer->item, name, found));
        m_seenBits[digest] = {first, m_answer->besides.size()};
        // In lossy pixels nobody clears them.
        if (!answer->found.empty() && !isCleared(m_workers.entry().instance.transferSyntaxUid))
            return Error{ErrorCode::Unsupported, name};
    }
    return done();
}

std::vector<std::size_t> FrameSearch::takeUnread(const std::vector<pixels::Box>& boxes, const char* reason, int first,
                                                 int last)
{
    std::vector<std::size_t> places;
    for (auto box : boxes) {
        box.firstFrame = first;
        box.lastFrame = last;
        places.push_back(m_findings.takeUnread(box, reason));
    }
    return places;
}

std::vector<std::size_t> FrameSearch::takeUnread(const text::FindText::Answer& answer, int frame)
{
    auto places = takeUnread(answer.largeRegions, unreadRegion, frame, frame);
    const auto edges = takeUnread(answer.edges, unreadEdges, frame, frame);
    places.insert(places.end(), edges.begin(), edges.end());
    return places;
}

void FrameSearch::stayUntil(int frame)
{
    for (const auto place : m_unread)
        m_findings.stayUntil(place, frame);
    for (const auto place : m_staying)
        m_findings.stayUntil(place, frame);
}

std::vector<pixels::Box> FrameSearch::knownBoxes() const
{
    std::vector<pixels::Box> known;
    for (const auto place : m_staying)
        known.push_back(m_findings.all()[place].box);
    return known;
}

}
