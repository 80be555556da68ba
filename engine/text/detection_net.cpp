// SPDX-License-Identifier: Apache-2.0
#include "engine/text/detection_net.h"

#include <opencv2/imgproc.hpp>

#include <filesystem>

namespace engine::text {

namespace {

// One size for ever: OpenCV 4.6 answers garbage without an error when the input of a fused network changes its size.
// Fusion is off as well; either alone would do.
constexpr int tileSide = 640;
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

}

Result<DetectionNet> DetectionNet::load(const std::string& modelFile)
{
    const auto name = std::filesystem::path{modelFile}.filename().string();
    try {
        DetectionNet net;
        net.m_net = cv::dnn::readNetFromONNX(modelFile);
        net.m_net.setPreferableBackend(cv::dnn::DNN_BACKEND_OPENCV);
        net.m_net.setPreferableTarget(cv::dnn::DNN_TARGET_CPU);
        net.m_net.enableFusion(false);
        return net;
    } catch (const cv::Exception&) {
        const bool isThere = std::filesystem::exists(modelFile);
        return Error{isThere ? ErrorCode::Damaged : ErrorCode::NotFound, name};
    }
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
    m_net.setInput(cv::dnn::blobFromImage(values));
    const cv::Mat answer = m_net.forward();
    if (answer.dims != 4 || answer.size[2] != tileSide || answer.size[3] != tileSide)
        return Error{ErrorCode::Damaged, "text detector"};
    const cv::Mat plane{tileSide, tileSide, CV_32F, const_cast<float*>(answer.ptr<float>())};
    if (!cv::checkRange(plane, true, nullptr, -0.001, 1.001))
        return Error{ErrorCode::Damaged, "text detector"};
    return plane.clone();
}

}
