// SPDX-License-Identifier: Apache-2.0
#include "engine/text/known_answer.h"

#include "engine/text/plain.h"
#include "engine/text/regions.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>

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

/// The region that covers the line.
const Region* regionOf(const Line& line, const std::vector<Region>& regions)
{
    const auto place = placeOf(line);
    const auto found = std::find_if(regions.begin(), regions.end(), [&](const Region& region) {
        return (region.shape.boundingRect() & place).area() >= 9 * place.area() / 10;
    });
    return found == regions.end() ? nullptr : &*found;
}

Done checkReading(const Line& line, const Region& region, const cv::Mat& picture, Reader& reader)
{
    const auto reading = reader.read(cutOut(picture, region.shape));
    if (!reading)
        return reading.error();
    const auto wanted = compactOf(plainOf(line.text)), got = compactOf(plainOf(reading->text));
    return distanceBetween(lookAlikeOf(wanted), lookAlikeOf(got)) <= 1 ? done() : failure();
}

}

KnownAnswer::KnownAnswer() : m_picture{drawn()} {}

Done KnownAnswer::check(DetectionNet& net, Reader& reader)
{
    m_firstMaps.resize(net.networks());
    for (std::size_t network = 0; network < net.networks(); ++network) {
        const auto regions = look(net, network);
        if (!regions)
            return regions.error();
        const bool isLast = network + 1 == net.networks(); // what was found is the same: read once
        for (const auto& line : lines) {
            const auto* region = regionOf(line, *regions);
            if (!region)
                return failure();
            const auto read = isLast ? checkReading(line, *region, m_picture, reader) : done();
            if (!read)
                return read;
        }
    }
    return done();
}

Result<std::vector<Region>> KnownAnswer::look(DetectionNet& net, std::size_t network)
{
    const auto map = net.probability(m_picture, network);
    if (!map)
        return map.error();
    auto& first = m_firstMaps[network];
    if (first.empty())
        first = *map;
    if (cv::norm(*map, first, cv::NORM_INF) > 1e-3 || cv::countNonZero(*map > 0.1F) > side * side / 10)
        return failure();
    const auto regions = regionsIn(*map, 1, {140, 0});
    return regions ? Result<std::vector<Region>>{joinedByLine(*regions)} : regions;
}

}
