// SPDX-License-Identifier: Apache-2.0
#include "engine/text/detection_net.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <filesystem>

namespace engine::text {

namespace {

// Smaller tiles cost less for pictures of 256 and 512 pixels and find less: of the corpus .923 instead of .943 (mode
// standard), since the network weighs what it sees by the mean of the tile, and words lie across more seams.
constexpr int tileSide = 640;
constexpr int overlap = 64;
constexpr int widestMargin = 32;

bool isFlat(const cv::Mat& tile)
{
    cv::Mat other;
    cv::absdiff(tile, cv::Scalar{tile.at<cv::Vec3b>(0, 0)}, other);
    return cv::countNonZero(other.reshape(1)) == 0;
}

/// Where tiles begin along a side, so that neighbours share at least `overlap` pixels and the last one ends with the
/// picture.
std::vector<int> tileStarts(int length)
{
    std::vector<int> starts{0};
    while (starts.back() + tileSide < length)
        starts.push_back(std::min(starts.back() + tileSide - overlap, length - tileSide));
    return starts;
}

/// What fits around a side without another tile: letters that the image's edge cuts are found better away from it.
int marginOf(int length)
{
    const auto tiles = static_cast<int>(tileStarts(length).size());
    return std::min(widestMargin, (tiles * (tileSide - overlap) + overlap - length) / 2);
}

/// Cells of so many pixels a side, a channel each.
int blockOf(const cv::Mat& cells)
{
    return tileSide / cells.size[1];
}

bool isMap(const cv::Mat& cells)
{
    const int block = blockOf(cells);
    return cells.size[0] == cells.size[1] && block * cells.size[1] == tileSide && cells.size[2] == block * block;
}

/// Channel (y, x) of a cell is the pixel there.
cv::Mat mapOf(const cv::Mat& cells)
{
    const int count = cells.size[1], block = blockOf(cells);
    cv::Mat map(tileSide, tileSide, CV_32F);
    for (int row = 0; row < tileSide; ++row) {
        auto* to = map.ptr<float>(row);
        const auto* from = cells.ptr<float>(row / block) + row % block * block;
        for (int cell = 0; cell < count; ++cell)
            std::copy_n(from + cell * block * block, block, to + cell * block);
    }
    return map;
}

}

DetectionNet::DetectionNet(Network network) : m_network{std::move(network)} {}

Result<DetectionNet> DetectionNet::load(const std::string& modelFile)
{
    auto network = Network::load(modelFile, {{tileSide, tileSide}});
    if (!network)
        return network.error();
    // A network that answers something else is none of ours.
    if (!isMap(network->run(cv::Mat::zeros(tileSide, tileSide, CV_32FC3))))
        return Error{ErrorCode::Damaged, std::filesystem::path{modelFile}.filename().string()};
    return DetectionNet{*std::move(network)};
}

Result<cv::Mat> DetectionNet::probability(const cv::Mat& view)
{
    const cv::Point start{marginOf(view.cols), marginOf(view.rows)};
    cv::Mat framed;
    cv::copyMakeBorder(view, framed, start.y, start.y, start.x, start.x, cv::BORDER_REPLICATE);
    cv::Mat whole = cv::Mat::zeros(framed.size(), CV_32F);
    for (const int y : tileStarts(framed.rows)) {
        for (const int x : tileStarts(framed.cols)) {
            const cv::Rect place = cv::Rect{x, y, tileSide, tileSide} & cv::Rect{{}, framed.size()};
            if (isFlat(framed(place)))
                continue;
            const auto tile = probabilityOfTile(framed(place));
            if (!tile)
                return tile.error();
            cv::Mat part = whole(place);
            cv::max(part, (*tile)({{}, place.size()}), part);
        }
    }
    return whole(cv::Rect{start, view.size()}).clone();
}

Result<cv::Mat> DetectionNet::probabilityOfTile(const cv::Mat& tile)
{
    cv::Mat full, values;
    cv::copyMakeBorder(tile, full, 0, tileSide - tile.rows, 0, tileSide - tile.cols, cv::BORDER_REPLICATE);
    full.convertTo(values, CV_32F, 1 / 255.0);
    // Mean and deviation of ImageNet, as the network was trained.
    cv::subtract(values, cv::Scalar{0.485, 0.456, 0.406}, values);
    cv::divide(values, cv::Scalar{0.229, 0.224, 0.225}, values);
    auto plane = mapOf(m_network.run(values));
    if (!cv::checkRange(plane, true, nullptr, -0.001, 1.001))
        return Error{ErrorCode::Damaged, "text detector"};
    return plane;
}

}
