// SPDX-License-Identifier: Apache-2.0
#include "engine/text/regions.h"

#include <opencv2/imgproc.hpp>

#include <cmath>

namespace engine::text {

namespace {

// Measured on 180 images (docs/decisions/0008-text-detection.md): recall is the same for 0.05 to 0.3.
constexpr double binarisation = 0.1;
constexpr double unclipRatio = 1.8;
constexpr double smallestSide = 3;
/// Of the image, for one line that is thicker than so many pixels: in an icon every line is a large part.
constexpr double largestShare = 0.12;
constexpr float leastLarge = 40;
/// The rest is the gap between two lines.
constexpr double coveredShare = 0.85;
constexpr std::size_t mostRegions = 4000;
/// Degrees between two pieces of one line that is neither level nor upright.
constexpr float largestTurn = 10;
/// Of a piece of a line at an angle, in its heights: two cover at 45 degrees two and a quarter times the line's area.
constexpr float pieceLength = 2;
/// Anatomy that looks like a line is thick and short (docs/decisions/0008-text-detection.md).
constexpr float thickestUnread = 70, thickestUnreadElsewhere = 45, leastSlimness = 3;

/// The same rectangle, its width along the line. A nearly square one is taken as written from left to right.
cv::RotatedRect alongTheLine(cv::RotatedRect shape)
{
    const bool isSquare =
        std::max(shape.size.width, shape.size.height) < 1.3F * std::min(shape.size.width, shape.size.height);
    const bool isUpright = std::abs(shape.angle) > 45;
    if (isSquare ? isUpright : shape.size.width < shape.size.height) {
        std::swap(shape.size.width, shape.size.height);
        shape.angle += shape.angle > 0 ? -90.0F : 90.0F;
    }
    return shape;
}

/// The network marks the core of a line only: gives the glyphs back (the "unclip" of DB).
void widen(cv::RotatedRect& shape)
{
    const auto margin =
        static_cast<float>(shape.size.area() * unclipRatio / (2 * (shape.size.width + shape.size.height)));
    shape.size.width += 2 * margin;
    shape.size.height += 2 * margin;
}

double confidenceIn(const cv::Mat& probability, const std::vector<cv::Point>& outline)
{
    const cv::Rect place = cv::boundingRect(outline);
    cv::Mat mask = cv::Mat::zeros(place.size(), CV_8U);
    cv::fillPoly(mask, std::vector<std::vector<cv::Point>>{outline}, 1, cv::LINE_8, 0, -place.tl());
    return cv::mean(probability(place), mask)[0];
}

const Region& longer(const Region& a, const Region& b)
{
    return a.shape.size.width >= b.shape.size.width ? a : b;
}

enum class Direction { Level, Upright, Skewed };

Direction directionOf(const Region& region)
{
    const double angle = std::abs(region.shape.angle);
    if (angle <= 10)
        return Direction::Level;
    return angle >= 80 ? Direction::Upright : Direction::Skewed;
}

/// Lower and upper end of a rectangle along and across its line.
struct Spans {
    float from, to, low, high;
    float thickness() const { return high - low; }
};
Spans spansOf(const cv::Rect2f& r, Direction direction)
{
    if (direction == Direction::Upright)
        return {r.y, r.y + r.height, r.x, r.x + r.width};
    return {r.x, r.x + r.width, r.y, r.y + r.height};
}

/// Along and across a line of this angle in degrees.
Spans spansAt(const cv::RotatedRect& shape, float angle)
{
    const double turn = static_cast<double>(angle) * CV_PI / 180;
    const auto cosine = static_cast<float>(std::cos(turn)), sine = static_cast<float>(std::sin(turn));
    const float along = shape.center.x * cosine + shape.center.y * sine;
    const float across = shape.center.y * cosine - shape.center.x * sine;
    const float halfLength = shape.size.width / 2, halfHeight = shape.size.height / 2;
    return {along - halfLength, along + halfLength, across - halfHeight, across + halfHeight};
}

bool areOneLine(const Region& first, const Region& second, Direction direction)
{
    const bool isSkewed = direction == Direction::Skewed;
    if (isSkewed && std::abs(first.shape.angle - second.shape.angle) > largestTurn)
        return false;
    const float angle = longer(first, second).shape.angle;
    const auto s = isSkewed ? spansAt(first.shape, angle) : spansOf(first.shape.boundingRect2f(), direction);
    const auto t = isSkewed ? spansAt(second.shape, angle) : spansOf(second.shape.boundingRect2f(), direction);
    const float thinner = std::min(s.thickness(), t.thickness());
    const float thicker = std::max(s.thickness(), t.thickness());
    const float shared = std::min(s.high, t.high) - std::max(s.low, t.low);
    const float gap = std::max(s.from, t.from) - std::min(s.to, t.to);
    return thicker <= 1.4F * thinner && shared >= 0.5F * thinner && gap <= 0.3F * thinner;
}

Region joined(const Region& first, const Region& second, Direction direction)
{
    Region both = first.shape.size.area() >= second.shape.size.area() ? first : second;
    both.isInDefault = first.isInDefault || second.isInDefault;
    both.mustBeRead = first.mustBeRead && second.mustBeRead;
    if (first.isInDefault != second.isInDefault)
        both.picture = first.isInDefault ? first.picture : second.picture;
    if (direction == Direction::Skewed) {
        std::vector<cv::Point2f> corners(8);
        first.shape.points(corners.data());
        second.shape.points(corners.data() + 4);
        both.shape = alongTheLine(cv::minAreaRect(corners));
        return both;
    }
    const cv::Rect2f all = first.shape.boundingRect2f() | second.shape.boundingRect2f();
    const cv::Point2f centre{all.x + all.width / 2, all.y + all.height / 2};
    both.shape = direction == Direction::Upright ? cv::RotatedRect{centre, {all.height, all.width}, 90}
                                                 : cv::RotatedRect{centre, all.size(), 0};
    return both;
}

/// Joins `pieces[at]` with the first other one of its line; false when it stands alone.
bool joinOnce(std::vector<Region>& pieces, std::size_t at)
{
    const auto direction = directionOf(pieces[at]);
    for (std::size_t i = at + 1; i < pieces.size(); ++i) {
        if (pieces[i].isLarge || directionOf(pieces[i]) != direction || !areOneLine(pieces[at], pieces[i], direction))
            continue;
        pieces[at] = joined(pieces[at], pieces[i], direction);
        pieces[i] = pieces.back();
        pieces.pop_back();
        return true;
    }
    return false;
}

pixels::Box uprightOf(const cv::RotatedRect& shape, const cv::Size& image, int frame)
{
    const auto r = shape.boundingRect2f();
    const int left = std::clamp(cvFloor(r.x), 0, image.width - 1), top = std::clamp(cvFloor(r.y), 0, image.height - 1);
    const int right = std::clamp(cvCeil(r.x + r.width), left + 1, image.width);
    const int bottom = std::clamp(cvCeil(r.y + r.height), top + 1, image.height);
    return {left, top, right - left, bottom - top, frame, frame};
}

bool isAbove(const Region& a, const Region& b)
{
    const auto p = a.shape.center, q = b.shape.center;
    return p.y != q.y ? p.y < q.y : p.x < q.x;
}

}

Result<std::vector<Region>> regionsIn(const cv::Mat& probability, double scale, const Bounds& bounds)
{
    cv::Mat written = probability > binarisation;
    std::vector<std::vector<cv::Point>> outlines;
    cv::findContours(written, outlines, cv::RETR_EXTERNAL, cv::CHAIN_APPROX_SIMPLE);
    if (outlines.size() > mostRegions)
        return Error{ErrorCode::TooLarge, "text regions"};
    const double imageArea = static_cast<double>(probability.total()) / (scale * scale);
    std::vector<Region> regions;
    for (const auto& outline : outlines) {
        auto shape = cv::minAreaRect(outline);
        if (std::min(shape.size.width, shape.size.height) < smallestSide ||
            confidenceIn(probability, outline) < bounds.leastConfidence)
            continue;
        // Pixel centres to stored pixels; a contour runs through the centres of its outermost pixels.
        shape.size += cv::Size2f{1, 1};
        shape = alongTheLine(shape);
        widen(shape);
        const auto shrink = static_cast<float>(1 / scale);
        shape.center = (shape.center + cv::Point2f{0.5F, 0.5F}) * shrink;
        shape.size *= shrink;
        if (static_cast<double>(shape.size.height) < bounds.thinnest)
            continue;
        const bool isLarge = shape.size.height > bounds.thickest ||
                             (shape.size.height > leastLarge && shape.size.area() > largestShare * imageArea);
        regions.push_back({.shape = shape, .isLarge = isLarge});
    }
    return regions;
}

std::vector<Region> joinedByLine(std::vector<Region> pieces)
{
    // The order of views and contours must not decide the outcome.
    std::sort(pieces.begin(), pieces.end(), isAbove);
    bool changed = true;
    while (changed) {
        changed = false;
        for (std::size_t i = 0; i < pieces.size(); ++i) {
            while (!pieces[i].isLarge && joinOnce(pieces, i))
                changed = true;
        }
    }
    std::sort(pieces.begin(), pieces.end(), isAbove);
    return pieces;
}

std::vector<Region> withoutCovered(std::vector<Region> regions, const cv::Size& image)
{
    const auto rectanglesOf = [&](const Region& region) {
        std::vector<cv::Rect> rectangles;
        for (const auto& box : boxesOf(region, image, 1))
            rectangles.emplace_back(box.x, box.y, box.width, box.height);
        return rectangles;
    };
    cv::Mat covered = cv::Mat::zeros(image, CV_8U);
    for (const auto& region : regions) {
        if (!region.isInDefault || region.isLarge)
            continue;
        for (const auto& place : rectanglesOf(region))
            covered(place) = 1;
    }
    std::erase_if(regions, [&](const Region& region) {
        if (region.isInDefault)
            return false;
        int all = 0, inside = 0;
        for (const auto& place : rectanglesOf(region)) {
            all += place.area();
            inside += cv::countNonZero(covered(place));
        }
        return inside >= coveredShare * all;
    });
    return regions;
}

pixels::Box boxOf(const Region& region, const cv::Size& image, int frame)
{
    auto shape = region.shape;
    if (!region.isLarge)
        shape.size.width += 2 * region.extension * shape.size.height;
    return uprightOf(shape, image, frame);
}

std::vector<pixels::Box> boxesOf(const Region& region, const cv::Size& image, int frame)
{
    const auto& size = region.shape.size;
    const float length = size.width + 2 * region.extension * size.height;
    const int pieces = cvCeil(length / (pieceLength * size.height));
    if (region.isLarge || directionOf(region) != Direction::Skewed || pieces < 2)
        return {boxOf(region, image, frame)};
    const double angle = static_cast<double>(region.shape.angle) * CV_PI / 180;
    const cv::Point2f along{static_cast<float>(std::cos(angle)), static_cast<float>(std::sin(angle))};
    const float step = length / static_cast<float>(pieces);
    std::vector<pixels::Box> boxes;
    for (int i = 0; i < pieces; ++i) {
        auto piece = region.shape;
        piece.center += along * (step * (static_cast<float>(i) + 0.5F) - length / 2);
        piece.size.width = step;
        boxes.push_back(uprightOf(piece, image, frame));
    }
    return boxes;
}

bool isDoubtful(const Region& region)
{
    const auto& size = region.shape.size;
    const float thickest = region.isInDefault ? thickestUnread : thickestUnreadElsewhere;
    return region.isLarge || (size.height > thickest && size.width < leastSlimness * size.height);
}

}
