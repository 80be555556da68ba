// SPDX-License-Identifier: Apache-2.0
#include "engine/text/finder.h"

#include "engine/text/barcodes.h"
#include "engine/text/clip_finding.h"
#include "engine/text/detectors.h"
#include "engine/text/edge_alarm.h"
#include "engine/text/known_answer.h"
#include "engine/text/line_reading.h"
#include "engine/text/repeats.h"

#include <opencv2/core/utility.hpp>

#include <algorithm>

namespace engine::text {

namespace {

constexpr int framesBetweenChecks = 100;
/// A line more is found all the same, but not read: nobody may make us read for hours.
constexpr std::size_t mostLinesRead = 400;
/// Beyond the ends of a line that was read without doubt, in heights: half a letter. And of one that was not, where it
/// is about somebody: two digits of a number may have faded. Of 75 such strings of the tuning half two more are
/// covered.
constexpr float sureExtension = 0.3F, extensionOfIdentity = 1.5F;

/// Two characters and more, and the reader fairly sure.
bool isReadable(const FoundText& found)
{
    return found.verdict == Verdict::Phi || (found.text.size() >= 2 && found.confidence >= 0.6);
}

/// The grain of a noise of few values reads as .5 at most; of the tuning half, what recurrence alone had found as .7 at
/// least.
bool isRead(const FoundText& found)
{
    return !found.text.empty() && found.confidence >= 0.55;
}

std::vector<pixels::Box> aroundEdges(const cv::Mat& picture, int frame)
{
    cv::Rect all;
    for (const auto& band : bandsOfEdges(picture))
        all |= band;
    if (all.empty())
        return {};
    return {{all.x, all.y, all.width, all.height, frame, frame}};
}

Done checkArguments(const FindText& request, ByteView samples)
{
    if (!pixels::check(request.frame, samples.size()))
        return Error{ErrorCode::BadArgument, "frame"};
    if (!modeOf(request.mode))
        return Error{ErrorCode::BadArgument, "mode"};
    return done();
}

Done checkArguments(const FindInClip& request, std::span<const ByteView> samples)
{
    const auto fits = [&](ByteView one) { return static_cast<bool>(pixels::check(request.frame, one.size())); };
    if (samples.size() < 2 || request.frameNumbers.size() != samples.size() ||
        !std::all_of(samples.begin(), samples.end(), fits))
        return Error{ErrorCode::BadArgument, "frames"};
    return modeOf(request.mode) ? done() : Done{Error{ErrorCode::BadArgument, "mode"}};
}

}

struct Finder::Parts {
    DetectionNet net;
    LineReading reading;
    KnownAnswer knownAnswer;
    BarcodeSearch barcodes;
    std::optional<Error> failure; ///< once set, for ever
    int frames = 0;

    Done check();
    Result<FindText::Answer> find(const FindText& request, ByteView samples);
    Done addBarcodes(const cv::Mat& picture, const FindText& request, std::vector<FoundText>& all);
    Result<FindText::Answer> read(const Sight& sight, const FindText& request);
    Result<FoundText> readLine(const cv::Mat& picture, Region& region, const FindText& request);
};

Done Finder::Parts::check()
{
    const auto checked = knownAnswer.check(net, reading.first());
    if (!checked)
        failure = checked.error();
    return checked;
}

Done Finder::Parts::addBarcodes(const cv::Mat& picture, const FindText& request, std::vector<FoundText>& all)
{
    const auto codes = barcodes.find(picture, modeOf(request.mode) == Mode::Max);
    if (!codes)
        return codes.error();
    for (const auto& code : *codes) {
        const auto& place = code.place;
        const pixels::Box box{place.x, place.y, place.width, place.height, request.frameNumber, request.frameNumber};
        all.push_back({box, code.text, code.text.empty() ? 0. : 1., Verdict::Phi, "I", {"barcode:" + code.symbol}});
    }
    return done();
}

Result<FoundText> Finder::Parts::readLine(const cv::Mat& picture, Region& region, const FindText& request)
{
    const Identity identity{request.identity};
    if (region.mustBeRead) {
        auto first = reading.read(picture, region.shape, identity);
        if (!first || !isRead(*first))
            return first;
        region.mustBeRead = false;
    }
    bool hasSureEnds = request.mode == "quick"; // where nobody looks beyond them
    if (!region.isLarge && !hasSureEnds) {
        const auto whole = reading.wholeLine(picture, region.shape);
        if (!whole)
            return whole.error();
        region.shape = whole->shape;
        hasSureEnds = whole->hasSureEnds;
        if (hasSureEnds)
            region.extension = sureExtension;
    }
    auto found = reading.read(picture, region.shape, identity);
    if (found && found->verdict == Verdict::Phi && !hasSureEnds)
        region.extension = extensionOfIdentity;
    if (found && region.isLarge)
        found->reasons.emplace_back("large-region");
    return found;
}

Result<FindText::Answer> Finder::Parts::read(const Sight& sight, const FindText& request)
{
    FindText::Answer answer;
    std::vector<ReadLine> lines;
    std::size_t linesRead = 0;
    for (auto region : sight.regions) {
        const auto& picture = sight.pictures[static_cast<std::size_t>(region.picture)];
        FoundText found;
        found.reasons = {region.isLarge ? "large-region" : "unread"};
        const bool isLookedAt = linesRead++ < mostLinesRead;
        if (isLookedAt) {
            auto read = readLine(picture, region, request);
            if (!read)
                return read.error();
            found = *std::move(read);
        }
        // What only a derived view shows so, and nobody can read, is the structure of the ground.
        if (isLookedAt && region.mustBeRead)
            continue;
        if (isLookedAt && isDoubtful(region) && !isReadable(found)) {
            if (region.isInDefault)
                answer.largeRegions.push_back(boxOf(region, picture.size(), request.frameNumber));
            continue;
        }
        lines.push_back({region, std::move(found)});
    }
    colourRepeats(lines);
    const auto size = sight.pictures.front().size();
    for (auto& [region, found] : lines) {
        for (const auto& box : boxesOf(region, size, request.frameNumber)) {
            found.box = box;
            answer.found.push_back(found);
        }
    }
    return answer;
}

Result<FindText::Answer> Finder::Parts::find(const FindText& request, ByteView samples)
{
    auto sight = detect(net, *modeOf(request.mode), request.frame, samples);
    if (!sight)
        return sight.error();
    const auto& shown = sight->pictures.front();
    sight->regions = withoutCovered(joinedByLine(std::move(sight->regions)), shown.size());
    auto answer = read(*sight, request);
    if (!answer)
        return answer;
    if (auto added = addBarcodes(shown, request, answer->found); !added)
        return added.error();
    if (answer->found.empty() && answer->largeRegions.empty())
        answer->edges = aroundEdges(shown, request.frameNumber);
    return answer;
}

Finder::Finder(std::unique_ptr<Parts> parts) : m_parts{std::move(parts)} {}
Finder::Finder(Finder&&) noexcept = default;
Finder::~Finder() = default;

Result<Finder> Finder::load(const std::string& resourceFolder, const std::string& languages)
{
    // One thread: workers are the unit of parallel work, and the same sums in the same order give the same boxes.
    cv::setNumThreads(1);
    auto net = DetectionNet::load(resourceFolder + "/models/ppocrv4_det.network");
    if (!net)
        return net.error();
    auto reading = LineReading::load(resourceFolder, languages);
    if (!reading)
        return reading.error();
    auto parts =
        std::make_unique<Parts>(Parts{*std::move(net), *std::move(reading), KnownAnswer{}, BarcodeSearch{}, {}, 0});
    try {
        if (auto checked = parts->check(); !checked)
            return checked.error();
    } catch (const cv::Exception&) {
        return Error{ErrorCode::Damaged, "known answer"};
    }
    return Finder{std::move(parts)};
}

/// Only with a network that still gives the known answer; what OpenCV throws becomes an error.
template <class Answer, class Look>
Result<Answer> Finder::guarded(int frames, const Look& look)
{
    if (m_parts->failure)
        return *m_parts->failure;
    try {
        if ((m_parts->frames += frames) >= framesBetweenChecks) {
            m_parts->frames = 0;
            if (auto checked = m_parts->check(); !checked)
                return checked.error();
        }
        return look();
    } catch (const cv::Exception&) {
        return Error{ErrorCode::Damaged, "text detector"};
    }
}

Result<FindText::Answer> Finder::find(const FindText& request, ByteView samples)
{
    if (auto valid = checkArguments(request, samples); !valid)
        return valid.error();
    return guarded<FindText::Answer>(1, [&] { return m_parts->find(request, samples); });
}

Result<FindInClip::Answer> Finder::find(const FindInClip& request, std::span<const ByteView> samples)
{
    if (auto valid = checkArguments(request, samples); !valid)
        return valid.error();
    return guarded<FindInClip::Answer>(static_cast<int>(samples.size()),
                                       [&] { return findInClip(request, samples, m_parts->net, m_parts->reading); });
}

}
