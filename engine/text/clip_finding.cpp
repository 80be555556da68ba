// SPDX-License-Identifier: Apache-2.0
#include "engine/text/clip_finding.h"

#include "engine/text/clip.h"
#include "engine/text/edge_alarm.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>

namespace engine::text {

namespace {

constexpr Bounds shownBounds{140, 0}, derivedBounds{70, 0.5};
constexpr int localContrastRadius = 8;
/// Of a region, under boxes that are blanked anyway: nothing new.
constexpr double coveredShare = 0.85;
/// How far edges of one frame may lie from those of another and be the same thing, in pixels.
constexpr int nearby = 12;

cv::Rect rectangleOf(const pixels::Box& box, const cv::Size& image)
{
    return cv::Rect{box.x, box.y, box.width, box.height} & cv::Rect{{}, image};
}

/// Along its longer side, upwards where that stands.
cv::RotatedRect lineIn(const cv::Rect& place)
{
    const cv::Point2f middle(static_cast<float>(place.x) + static_cast<float>(place.width) / 2,
                             static_cast<float>(place.y) + static_cast<float>(place.height) / 2);
    const auto across = static_cast<float>(std::min(place.width, place.height));
    const auto along = static_cast<float>(std::max(place.width, place.height));
    return {middle, {along, across}, place.width < place.height ? 90.0F : 0.0F};
}

/// One clip's frames, and what is known of it.
class Clip {
public:
    Clip(const FindInClip& request, std::vector<cv::Mat> frames)
        : m_request{request}, m_mode{*modeOf(request.mode)}, m_frames{std::move(frames)}, m_known{cv::Mat::zeros(
                                                                                              m_frames.front().size(),
                                                                                              CV_8U)}
    {
        for (const auto& box : request.known)
            m_known(rectangleOf(box, m_known.size())) = 1;
    }

    Result<FindInClip::Answer> look(DetectionNet& net, LineReading& reading);

private:
    Result<Sight> passing(DetectionNet& net) const;
    Result<Sight> still(DetectionNet& net) const;
    Result<FoundText> read(const Sight& sight, const Region& region, LineReading& reading) const;
    Done readAnew(const pixels::Box& known, LineReading& reading, std::vector<FoundText>& found) const;
    bool isKnown(const cv::Rect& place) const { return covered(m_known, place) >= coveredShare; }
    static double covered(const cv::Mat& mask, const cv::Rect& place)
    {
        return cv::countNonZero(mask(place)) / static_cast<double>(std::max(1, place.area()));
    }
    std::vector<int> suspicious(const std::vector<FoundText>& found) const;

    const FindInClip& m_request;
    Mode m_mode;
    std::vector<cv::Mat> m_frames;
    cv::Mat m_known, m_brightest, m_darkest;
};

Result<Sight> Clip::passing(DetectionNet& net) const
{
    Sight all;
    const std::span<const cv::Mat> later = std::span{m_frames}.subspan(1);
    for (const auto& picture : {m_brightest, m_darkest, brightestThatLasts(later), darkestThatLasts(later)}) {
        if (picture.empty())
            continue;
        auto sight = detectIn(net, picture, 1, shownBounds);
        if (!sight)
            return sight.error();
        for (auto& region : sight->regions)
            region.isInDefault = true;
        add(all, *std::move(sight));
    }
    return all;
}

Result<Sight> Clip::still(DetectionNet& net) const
{
    const auto median = medianOf(m_frames);
    auto all = detectIn(net, median, 1, shownBounds);
    if (!all)
        return all;
    for (auto& region : all->regions)
        region.isInDefault = true;
    std::vector<std::pair<cv::Mat, int>> others{{stillnessOf(m_frames), 1}};
    if (m_mode == Mode::Max) {
        cv::Mat grey;
        cv::cvtColor(median, grey, cv::COLOR_BGR2GRAY);
        grey.convertTo(grey, CV_32F);
        others.emplace_back(localContrastOf(grey, localContrastRadius), 2);
    }
    for (const auto& [picture, scale] : others) {
        if (picture.empty())
            continue;
        auto sight = detectIn(net, picture, scale, derivedBounds);
        if (!sight)
            return sight;
        add(*all, *std::move(sight));
    }
    return all;
}

Result<FoundText> Clip::read(const Sight& sight, const Region& region, LineReading& reading) const
{
    const auto& picture = sight.pictures[static_cast<std::size_t>(region.picture)];
    const bool isPassing = m_request.look == FindInClip::Look::Passing;
    const auto first = m_request.frameNumbers[isPassing ? 1 : 0];
    auto read = reading.read(picture, region.shape, Identity{m_request.identity});
    if (!read)
        return read.error();
    auto found = *std::move(read);
    found.box = boxOf(region, picture.size(), first);
    found.box.lastFrame = m_request.frameNumbers[m_frames.size() - 1];
    // Letters of several frames on top of one another: nobody vouches for what was read.
    if (found.verdict == Verdict::Safe && !isStill(m_brightest, m_darkest, rectangleOf(found.box, picture.size()))) {
        found.verdict = Verdict::Unknown;
        found.reasons = {"passing"};
    }
    return found;
}

/// What comes to stand under a box that is known: who keeps the box keeps that too.
Done Clip::readAnew(const pixels::Box& known, LineReading& reading, std::vector<FoundText>& found) const
{
    const auto place = rectangleOf(known, m_known.size());
    if (place.empty())
        return done();
    std::size_t last = 0;
    for (std::size_t i = 1; i < m_frames.size(); ++i) {
        if (!isRewritten(m_frames[last], m_frames[i], place))
            continue;
        last = i;
        auto read = reading.read(m_frames[i], lineIn(place), Identity{m_request.identity});
        if (!read)
            return read.error();
        read->box = known;
        read->box.firstFrame = read->box.lastFrame = m_request.frameNumbers[i];
        if (!read->text.empty())
            found.push_back(*std::move(read));
    }
    return done();
}

std::vector<int> Clip::suspicious(const std::vector<FoundText>& found) const
{
    cv::Mat seen = m_known.clone();
    for (const auto& one : found)
        seen(rectangleOf(one.box, seen.size())) = 1;
    for (auto band : bandsOfEdges(m_frames.front())) {
        band -= cv::Point{nearby, nearby};
        band += cv::Size{2 * nearby, 2 * nearby};
        seen(band & cv::Rect{{}, seen.size()}) = 1;
    }
    std::vector<int> places;
    for (std::size_t i = 1; i < m_frames.size(); ++i) {
        const auto bands = bandsOfEdges(m_frames[i]);
        if (std::any_of(bands.begin(), bands.end(), [&](const auto& band) { return covered(seen, band) < 0.5; }))
            places.push_back(static_cast<int>(i));
    }
    return places;
}

Result<FindInClip::Answer> Clip::look(DetectionNet& net, LineReading& reading)
{
    FindInClip::Answer answer;
    answer.scene = static_cast<int>(sceneLength(m_frames));
    m_frames.resize(static_cast<std::size_t>(answer.scene));
    if (answer.scene < 2)
        return answer;
    const std::span<const cv::Mat> all{m_frames};
    const bool isPassing = m_request.look == FindInClip::Look::Passing;
    m_brightest = brightestOf(isPassing ? all.subspan(1) : all);
    m_darkest = darkestOf(isPassing ? all.subspan(1) : all);
    auto sight = isPassing ? passing(net) : still(net);
    if (!sight)
        return sight.error();
    const auto size = m_known.size();
    for (const auto& region : withoutCovered(joinedByLine(std::move(sight->regions)), size)) {
        if (isKnown(rectangleOf(boxOf(region, size, 1), size)))
            continue;
        auto found = read(*sight, region, reading);
        if (!found)
            return found.error();
        if (!isDoubtful(region) || found->text.size() >= 2)
            answer.found.push_back(*std::move(found));
        else if (region.isInDefault)
            answer.largeRegions.push_back(found->box);
    }
    if (!isPassing)
        return answer;
    answer.suspicious = suspicious(answer.found);
    for (const auto& box : m_request.known) {
        if (auto read = readAnew(box, reading, answer.found); !read)
            return read.error();
    }
    return answer;
}

}

Result<FindInClip::Answer> findInClip(const FindInClip& request, std::span<const ByteView> samples, DetectionNet& net,
                                      LineReading& reading)
{
    auto frames = shownFrames(request.frame, samples);
    if (!frames)
        return frames.error();
    return Clip{request, *std::move(frames)}.look(net, reading);
}

}
