// SPDX-License-Identifier: Apache-2.0
#include "engine/text/line_reading.h"

#include "engine/text/plain.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>

namespace engine::text {

namespace {

/// A little more than the line for the reader: a first letter that the detector has cut.
constexpr float readingMargin = 0.3F;

/// How far beyond its ends a line is looked for, how much belongs to an outermost character, and how far the next one
/// may be, in heights.
constexpr float reach = 3, halfCharacter = 0.5F, nextCharacter = 1.5F;
/// What is read beside a line counts when it is this sure, on the whole and each character.
constexpr double sureEnough = 0.6, sureOfOne = 0.5, withoutDoubt = 0.9;
/// Three readings of one reader vouch for one another when each is this sure.
constexpr double sureOfEach = 0.7;

/// What was read with doubt is read again of cuts so much thinner, and enlarged so often: other samples of the same
/// letters.
constexpr float thinnerCut = 0.85F, enlargedHeight = 48;

/// How far characters go on beyond `end`, from one to the next. `outward` is 1 or -1; all in pixels along the line.
float endOfCharacters(const std::vector<Reading::Character>& characters, float width, float end, float height,
                      float outward)
{
    std::vector<float> beyond;
    for (const auto& one : characters) {
        const float place = static_cast<float>(one.place) * width;
        if (one.confidence >= sureOfOne && (place - end) * outward > 0)
            beyond.push_back(place);
    }
    std::sort(beyond.begin(), beyond.end(), [&](float a, float b) { return (b - a) * outward > 0; });
    for (const float place : beyond) {
        if ((place - end) * outward > nextCharacter * height)
            break;
        end = place + outward * halfCharacter * height;
    }
    return end;
}

/// `shape` from `from` to `to`, counted along the line from its beginning.
cv::RotatedRect between(cv::RotatedRect shape, float from, float to)
{
    const auto angle = static_cast<double>(shape.angle) * CV_PI / 180;
    const float shift = (from + to - shape.size.width) / 2;
    shape.center += cv::Point2f{static_cast<float>(std::cos(angle)), static_cast<float>(std::sin(angle))} * shift;
    shape.size.width = to - from;
    return shape;
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

Result<LineReading> LineReading::load(const std::string& resourceFolder, const std::string& languages)
{
    auto neural = loadNeuralReader(resourceFolder + "/models");
    if (!neural)
        return neural.error();
    auto tesseract = loadTesseractReader(languages);
    if (!tesseract)
        return tesseract.error();
    auto vocabulary = Vocabulary::load(resourceFolder);
    if (!vocabulary)
        return vocabulary.error();
    LineReading reading;
    reading.m_neural = *std::move(neural);
    reading.m_tesseract = *std::move(tesseract);
    reading.m_vocabulary = *std::move(vocabulary);
    return reading;
}

Result<LineReading::Line> LineReading::readLine(const cv::Mat& picture, cv::RotatedRect shape)
{
    shape.size.width += 2 * readingMargin * shape.size.height;
    Line line{shape, cutOut(picture, shape), {}, {}};
    auto first = m_neural->read(line.picture);
    if (!first)
        return first.error();
    auto second = m_tesseract->read(line.picture);
    if (!second)
        return second.error();
    line.neural = *std::move(first);
    line.tesseract = *std::move(second);
    return line;
}

/// Where only certainty is wanting.
bool LineReading::wantsAnotherReading(const Judgement& judgement, const Opinion& first) const
{
    return judgement.verdict == Verdict::Unknown && first.confidence >= sureOfEach && !first.hasUnread &&
           m_vocabulary.isSafe(first.text);
}

/// Whether the first reader reads the same signs in other cuts of the line.
Result<bool> LineReading::readsTheSameAgain(const cv::Mat& picture, const Line& line)
{
    const auto signs = compactOf(plainOf(line.neural.text));
    auto thinner = line.shape;
    thinner.size.height *= thinnerCut;
    cv::Mat enlarged;
    const double scale = static_cast<double>(std::max(1.F, enlargedHeight / line.shape.size.height));
    cv::resize(line.picture, enlarged, {}, scale, scale, cv::INTER_CUBIC);
    for (const auto& cut : {enlarged, cutOut(picture, thinner)}) {
        const auto again = m_neural->read(cut);
        if (!again)
            return again.error();
        if (again->confidence < sureOfEach || compactOf(plainOf(again->text)) != signs || hasUnreadInk(cut, *again))
            return false;
    }
    return true;
}

Result<FoundText> LineReading::read(const cv::Mat& picture, const cv::RotatedRect& shape, const Identity& identity)
{
    auto line = readLine(picture, shape);
    if (!line)
        return line.error();
    // A line that runs up or down the image says nothing about its own direction.
    if (std::abs(shape.angle) > 45) {
        auto turned = shape;
        turned.angle += 180;
        auto other = readLine(picture, turned);
        if (!other)
            return other.error();
        if (other->neural.confidence > line->neural.confidence)
            line = std::move(other);
    }
    const auto& neural = line->neural;
    const auto& tesseract = line->tesseract;
    const auto& best = neural.text.empty() ? tesseract : neural;
    Opinion first{neural.text, neural.confidence, hasUnreadInk(line->picture, neural)};
    const Opinion second{tesseract.text, tesseract.confidence, false};
    auto judgement = judge(first, second, identity, m_vocabulary);
    if (wantsAnotherReading(judgement, first)) {
        const auto isSame = readsTheSameAgain(picture, *line);
        if (!isSame)
            return isSame.error();
        first.isConfirmed = *isSame;
        judgement = judge(first, second, identity, m_vocabulary);
    }
    return FoundText{{}, best.text, best.confidence, judgement.verdict, judgement.category, judgement.reasons};
}

Result<LineReading::Whole> LineReading::wholeLine(const cv::Mat& picture, const cv::RotatedRect& shape)
{
    auto wide = shape;
    const float margin = reach * shape.size.height;
    wide.size.width += 2 * margin;
    auto reading = m_neural->read(cutOut(picture, wide));
    if (!reading)
        return reading.error();
    // Up the side of the image nobody knows which end is the first.
    if (std::abs(shape.angle) > 45) {
        auto turned = wide;
        turned.angle += 180;
        auto other = m_neural->read(cutOut(picture, turned));
        if (!other)
            return other.error();
        if (other->confidence > reading->confidence) {
            reading = std::move(other);
            wide = turned;
        }
    }
    if (reading->text.size() < 3 || reading->confidence < sureEnough)
        return Whole{shape};
    const float width = wide.size.width, height = shape.size.height;
    const float from = std::max(0.F, endOfCharacters(reading->characters, width, margin, height, -1));
    const float to = std::min(width, endOfCharacters(reading->characters, width, width - margin, height, 1));
    auto whole = between(wide, from, to);
    whole.angle = shape.angle;
    const auto isJustBeyond = [&](const Reading::Character& one) {
        const float place = static_cast<float>(one.place) * width;
        return place < from ? from - place <= nextCharacter * height
                            : place - to > 0 && place - to <= nextCharacter * height;
    };
    const bool hasMore = std::any_of(reading->characters.begin(), reading->characters.end(), isJustBeyond);
    return Whole{whole, !hasMore && reading->confidence >= withoutDoubt};
}

}
