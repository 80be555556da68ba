// SPDX-License-Identifier: Apache-2.0
#include "engine/text/detection_net.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>

namespace engine::text {

namespace {

// The network is made for squares of these sides. 320 and 576 are pictures of 256 and 512 pixels, or the double, with
// their margins; the picture decides which costs least.
constexpr std::array tileSides{320, 576, 640};
constexpr int overlap = 64;
constexpr int widestMargin = 32;

bool isFlat(const cv::Mat& tile)
{
    double low = 0, high = 0;
    cv::minMaxLoc(tile.reshape(1), &low, &high);
    return low == high;
}

/// Where tiles begin along a side, so that neighbours share at least `overlap` pixels and the last one ends with the
/// picture.
std::vector<int> tileStarts(int length, int tile)
{
    std::vector<int> starts{0};
    while (starts.back() + tile < length)
        starts.push_back(std::min(starts.back() + tile - overlap, length - tile));
    return starts;
}

/// What fits around a side without another tile: letters that the image's edge cuts are found better away from it.
int marginOf(int length, int tile)
{
    const auto tiles = static_cast<int>(tileStarts(length, tile).size());
    return std::min(widestMargin, (tiles * (tile - overlap) + overlap - length) / 2);
}

/// Least pixels to look at, margins of full width counted as if there were tiles for them.
std::int64_t costOf(const cv::Size& size, int tile)
{
    const auto tiles = tileStarts(size.width + 2 * widestMargin, tile).size() *
                       tileStarts(size.height + 2 * widestMargin, tile).size();
    return static_cast<std::int64_t>(tiles) * tile * tile;
}

}

DetectionNet::DetectionNet(std::vector<Network> networks) : m_networks{std::move(networks)} {}

Result<DetectionNet> DetectionNet::load(const std::string& modelFile)
{
    std::vector<Network> networks;
    for (const int side : tileSides) {
        auto network = Network::load(modelFile, side);
        if (!network)
            return network.error();
        networks.push_back(*std::move(network));
    }
    return DetectionNet{std::move(networks)};
}

Result<cv::Mat> DetectionNet::probability(const cv::Mat& view)
{
    const auto* cheapest = std::min_element(tileSides.begin(), tileSides.end(), [&](int one, int other) {
        return costOf(view.size(), one) < costOf(view.size(), other);
    });
    return probability(view, static_cast<std::size_t>(cheapest - tileSides.begin()));
}

Result<cv::Mat> DetectionNet::probability(const cv::Mat& view, std::size_t network)
{
    const int tile = tileSides.at(network);
    const cv::Point start{marginOf(view.cols, tile), marginOf(view.rows, tile)};
    cv::Mat framed;
    cv::copyMakeBorder(view, framed, start.y, start.y, start.x, start.x, cv::BORDER_REPLICATE);
    cv::Mat whole = cv::Mat::zeros(framed.size(), CV_32F);
    for (const int y : tileStarts(framed.rows, tile)) {
        for (const int x : tileStarts(framed.cols, tile)) {
            const cv::Rect place = cv::Rect{x, y, tile, tile} & cv::Rect{{}, framed.size()};
            if (isFlat(framed(place)))
                continue;
            const auto seen = probabilityOfTile(framed(place), network);
            if (!seen)
                return seen.error();
            cv::Mat part = whole(place);
            cv::max(part, (*seen)({{}, place.size()}), part);
        }
    }
    return whole(cv::Rect{start, view.size()}).clone();
}

Result<cv::Mat> DetectionNet::probabilityOfTile(const cv::Mat& tile, std::size_t network)
{
    const int side = tileSides.at(network);
    cv::Mat full, values;
    cv::copyMakeBorder(tile, full, 0, side - tile.rows, 0, side - tile.cols, cv::BORDER_REPLICATE);
    full.convertTo(values, CV_32F, 1 / 255.0);
    // Mean and deviation of ImageNet, as the network was trained.
    cv::subtract(values, cv::Scalar{0.485, 0.456, 0.406}, values);
    cv::divide(values, cv::Scalar{0.229, 0.224, 0.225}, values);
    auto plane = m_networks[network].run(values);
    if (!cv::checkRange(plane, true, nullptr, -0.001, 1.001))
        return Error{ErrorCode::Damaged, "text detector"};
    return plane;
}

}
