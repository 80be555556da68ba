// SPDX-License-Identifier: Apache-2.0
#include "engine/text/reader.h"

#include <opencv2/imgproc.hpp>

namespace engine::text {

cv::Mat cutOut(const cv::Mat& view, const cv::RotatedRect& shape)
{
    const cv::Size size{std::max(2, cvRound(shape.size.width)), std::max(2, cvRound(shape.size.height))};
    // A shape counts from the corner of the first pixel, a warp from its centre.
    const cv::Point2f middle = shape.center - cv::Point2f{0.5F, 0.5F};
    cv::Mat turn = cv::getRotationMatrix2D(middle, static_cast<double>(shape.angle), 1);
    turn.at<double>(0, 2) += (size.width - 1) / 2.0 - static_cast<double>(middle.x);
    turn.at<double>(1, 2) += (size.height - 1) / 2.0 - static_cast<double>(middle.y);
    cv::Mat line;
    cv::warpAffine(view, line, turn, size, cv::INTER_LINEAR, cv::BORDER_REPLICATE);
    return line;
}

}
