// SPDX-License-Identifier: Apache-2.0
#include "engine/text/known_answer.h"

#include "engine/text/plain.h"
#include "engine/text/regions.h"

#include <opencv2/imgproc.hpp>

namespace engine::text {

namespace {

struct Line {
    const char* text;
    cv::Point start; ///< of the base line
    double size;
    int grey;
};
constexpr int side = 640;
// Bright on dark, dark on grey, small and large.
const Line lines[] = {
    {"SAFELIGHT 2468", {40, 80}, 1.2, 230}, {"Known Answer", {300, 330}, 0.7, 40}, {"JANE DOE", {60, 560}, 0.5, 250}};

cv::Rect placeOf(const Line& line)
{
    int below = 0;
    const auto size = cv::getTextSize(line.text, cv::FONT_HERSHEY_SIMPLEX, line.size, 2, &below);
    return {line.start.x, line.start.y - size.height, size.width, size.height};
}

cv::Mat drawn()
{
    cv::Mat picture(side, side, CV_8UC1);
    // A seed of its own: the same picture in every process.
    cv::RNG random{7};
    random.fill(picture, cv::RNG::NORMAL, 60, 12);
    picture(cv::Rect{200, 260, 400, 130}) += 90;
    for (const auto& line : lines)
        cv::putText(picture, line.text, line.start, cv::FONT_HERSHEY_SIMPLEX, line.size, line.grey, 2, cv::LINE_AA);
    cv::cvtColor(picture, picture, cv::COLOR_GRAY2BGR);
    return picture;
}

Error failure()
{
    return {ErrorCode::Damaged, "known answer"};
}

Done checkLine(const Line& line, const std::vector<Region>& regions, const cv::Mat& picture, Reader& reader)
{
    const auto place = placeOf(line);
    for (const auto& region : regions) {
        const auto found = region.shape.boundingRect();
        if ((found & place).area() < 9 * place.area() / 10)
            continue;
        const auto reading = reader.read(cutOut(picture, region.shape));
        if (!reading)
            return reading.error();
        const auto wanted = compactOf(plainOf(line.text)), got = compactOf(plainOf(reading->text));
        return distanceBetween(lookAlikeOf(wanted), lookAlikeOf(got)) <= 1 ? done() : failure();
    }
    return failure();
}

}

KnownAnswer::KnownAnswer() : m_picture{drawn()} {}

Done KnownAnswer::check(DetectionNet& net, Reader& reader)
{
    const auto map = net.probability(m_picture);
    if (!map)
        return map.error();
    if (m_firstMap.empty())
        m_firstMap = *map;
    if (cv::norm(*map, m_firstMap, cv::NORM_INF) > 1e-3 || cv::countNonZero(*map > 0.1F) > side * side / 10)
        return failure();
    const auto regions = regionsIn(*map, 1, {140, 0});
    if (!regions)
        return regions.error();
    const auto joined = joinedByLine(*regions);
    for (const auto& line : lines) {
        if (auto found = checkLine(line, joined, m_picture, reader); !found)
            return found;
    }
    return done();
}

}
