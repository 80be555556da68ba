// SPDX-License-Identifier: Apache-2.0
#include "engine/text/finder.h"

#include "engine/text/detectors.h"
#include "engine/text/known_answer.h"
#include "engine/text/reader.h"
#include "engine/text/triage.h"

#include <opencv2/core/utility.hpp>

#include <cmath>

namespace engine::text {

namespace {

constexpr int framesBetweenChecks = 100;
/// A line more is found all the same, but not read: nobody may make us read for hours.
constexpr std::size_t mostLinesRead = 400;
/// A little more than the line for the reader: a first letter that the detector has cut.
constexpr float readingMargin = 0.3F;

struct Views {
    cv::Mat asShown, localContrast;
};

Done checkArguments(const FindText& request, ByteView samples)
{
    const auto& layout = request.frame.layout;
    const bool isPicture = layout.columns > 0 && layout.rows > 0 && layout.columns <= 65535 && layout.rows <= 65535;
    const bool isKnown = (layout.samplesPerPixel == 1 || layout.samplesPerPixel == 3) &&
                         (layout.bytesPerSample == 1 || layout.bytesPerSample == 2 || layout.bytesPerSample == 4);
    if (!isPicture || !isKnown || samples.size() < layout.bytes())
        return Error{ErrorCode::BadArgument, "frame"};
    if (request.mode == "max")
        return Error{ErrorCode::NotBuilt, "mode max"};
    if (request.mode != "quick" && request.mode != "standard")
        return Error{ErrorCode::BadArgument, "mode"};
    return done();
}

/// Ink before the first or after the last character that was read: columns that differ from the paper there.
bool hasUnreadInk(const cv::Mat& line, const Reading& reading)
{
    cv::Mat grey, columns;
    cv::extractChannel(line, grey, 1);
    cv::Mat high, low;
    cv::reduce(grey, high, 0, cv::REDUCE_MAX);
    cv::reduce(grey, low, 0, cv::REDUCE_MIN);
    cv::subtract(high, low, columns);
    double whole = 0;
    cv::minMaxLoc(columns, nullptr, &whole);
    // Half a letter's width beside the outermost characters belongs to them.
    const int from = cvFloor(reading.from * line.cols - 0.7 * line.rows);
    const int to = cvCeil(reading.to * line.cols + 0.7 * line.rows);
    for (int x = 0; x < columns.cols; ++x) {
        if ((x < from || x > to) && columns.at<std::uint8_t>(0, x) > 0.5 * whole)
            return true;
    }
    return false;
}

}

struct Finder::Parts {
    DetectionNet net;
    std::unique_ptr<Reader> neural, tesseract;
    Vocabulary vocabulary;
    KnownAnswer knownAnswer;
    std::optional<Error> failure; ///< once set, for ever
    int frames = 0;

    Done check();
    Result<std::vector<Region>> regionsOf(const FindText& request, ByteView samples);
    Result<FoundText> readRegion(const Region& region, const Views& views, const Identity& identity);
    Result<std::vector<FoundText>> find(const FindText& request, ByteView samples);
    struct LineReading {
        cv::Mat line;
        Reading neural, tesseract;
    };
    Result<LineReading> readLine(const cv::Mat& view, cv::RotatedRect shape);
};

Done Finder::Parts::check()
{
    const auto checked = knownAnswer.check(net, *neural);
    if (!checked)
        failure = checked.error();
    return checked;
}

Result<std::vector<Region>> Finder::Parts::regionsOf(const FindText& request, ByteView samples)
{
    std::vector<Region> pieces;
    for (const auto& detector : detectors()) {
        if (!(request.mode == "quick" ? detector.inQuick : detector.inStandard))
            continue;
        auto found = detect(net, detector, request.frame, samples);
        if (!found)
            return found.error();
        pieces.insert(pieces.end(), found->begin(), found->end());
    }
    const auto& layout = request.frame.layout;
    return withoutCovered(joinedByLine(std::move(pieces)), {layout.columns, layout.rows});
}

Result<Finder::Parts::LineReading> Finder::Parts::readLine(const cv::Mat& view, cv::RotatedRect shape)
{
    shape.size.width += 2 * readingMargin * shape.size.height;
    LineReading result{cutOut(view, shape), {}, {}};
    auto first = neural->read(result.line);
    if (!first)
        return first.error();
    auto second = tesseract->read(result.line);
    if (!second)
        return second.error();
    result.neural = std::move(*first);
    result.tesseract = std::move(*second);
    return result;
}

Result<FoundText> Finder::Parts::readRegion(const Region& region, const Views& views, const Identity& identity)
{
    const cv::Mat& view = region.isInDefault ? views.asShown : views.localContrast;
    auto reading = readLine(view, region.shape);
    if (!reading)
        return reading.error();
    // A line that runs up or down the image says nothing about its own direction.
    if (std::abs(region.shape.angle) > 45) {
        auto turned = region.shape;
        turned.angle += 180;
        auto other = readLine(view, turned);
        if (!other)
            return other.error();
        if (other->neural.confidence > reading->neural.confidence)
            reading = std::move(other);
    }
    const auto& [line, neuralReading, tesseractReading] = *reading;
    const auto& best = neuralReading.text.empty() ? tesseractReading : neuralReading;
    const auto judgement = judge({neuralReading.text, neuralReading.confidence, hasUnreadInk(line, neuralReading)},
                                 {tesseractReading.text, tesseractReading.confidence, false}, identity, vocabulary);
    return FoundText{{}, best.text, best.confidence, judgement.verdict, judgement.category, judgement.reasons};
}

Result<std::vector<FoundText>> Finder::Parts::find(const FindText& request, ByteView samples)
{
    const auto regions = regionsOf(request, samples);
    if (!regions)
        return regions.error();
    if (regions->empty())
        return std::vector<FoundText>{};
    const auto asShown = defaultView(request.frame, samples);
    const auto localContrast = localContrastView(request.frame, samples);
    if (!asShown || !localContrast)
        return Error{ErrorCode::Damaged, "frame"};
    const Identity identity{request.identity};
    std::vector<FoundText> all;
    for (const auto& region : *regions) {
        FoundText found;
        found.reasons = {region.isLarge ? "large-region" : "unread"};
        if (!region.isLarge && all.size() < mostLinesRead) {
            auto read = readRegion(region, {*asShown, *localContrast}, identity);
            if (!read)
                return read.error();
            found = std::move(*read);
        }
        found.box = boxOf(region, asShown->size(), request.frameNumber);
        all.push_back(std::move(found));
    }
    return all;
}

Finder::Finder(std::unique_ptr<Parts> parts) : m_parts{std::move(parts)} {}
Finder::Finder(Finder&&) noexcept = default;
Finder::~Finder() = default;

Result<Finder> Finder::load(const std::string& resourceFolder)
{
    // One thread: workers are the unit of parallel work, and the same sums in the same order give the same boxes.
    cv::setNumThreads(1);
    const auto models = resourceFolder + "/models";
    auto net = DetectionNet::load(models + "/ppocrv4_det_cv46.onnx");
    if (!net)
        return net.error();
    auto neural = loadNeuralReader(models);
    if (!neural)
        return neural.error();
    auto tesseract = loadTesseractReader();
    if (!tesseract)
        return tesseract.error();
    auto vocabulary = Vocabulary::load(resourceFolder);
    if (!vocabulary)
        return vocabulary.error();
    auto parts = std::make_unique<Parts>(Parts{
        std::move(*net), std::move(*neural), std::move(*tesseract), std::move(*vocabulary), KnownAnswer{}, {}, 0});
    try {
        if (auto checked = parts->check(); !checked)
            return checked.error();
    } catch (const cv::Exception&) {
        return Error{ErrorCode::Damaged, "known answer"};
    }
    return Finder{std::move(parts)};
}

Result<std::vector<FoundText>> Finder::find(const FindText& request, ByteView samples)
{
    if (auto valid = checkArguments(request, samples); !valid)
        return valid.error();
    if (m_parts->failure)
        return *m_parts->failure;
    try {
        if (++m_parts->frames % framesBetweenChecks == 0) {
            if (auto checked = m_parts->check(); !checked)
                return checked.error();
        }
        return m_parts->find(request, samples);
    } catch (const cv::Exception&) {
        return Error{ErrorCode::Damaged, "text detector"};
    }
}

}
