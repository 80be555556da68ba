// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"
#include "engine/pixels/box.h"

#include <opencv2/core.hpp>

#include <vector>

namespace engine::text {

/// A piece of writing in stored pixels. `shape.size.width` runs along the line, `shape.angle` is its direction, more
/// than -90 and at most 90 degrees.
struct Region {
    cv::RotatedRect shape;
    bool isLarge = false;     ///< too thick or too wide to be a text line: for a person to look at, never forgotten
    bool isInDefault = false; ///< seen in the view that a viewer shows first
    int picture = 0;          ///< in which of the pictures looked at it is read
    bool mustBeRead = false;  ///< seen only in views whose findings count when something can be read in them
    /// Blanked beyond both ends, in heights: a word that fades into its ground is found in part.
    float extension = 0.7F;
};

/// What counts as a text line.
struct Bounds {
    double thickest = 0;        ///< in stored pixels; thicker is a "large region"
    double leastConfidence = 0; ///< mean of the map over the piece
    double thinnest = 0;        ///< in stored pixels, widened; thinner is no writing
};

/// The writing in a map of DetectionNet, whose picture was `scale` times the stored size. Widened to the full glyphs.
/// TooLarge beyond 4000 pieces.
Result<std::vector<Region>> regionsIn(const cv::Mat& probability, double scale, const Bounds& bounds);

/// One region a line: pieces that overlap or touch along a line, also those of different views, become one.
std::vector<Region> joinedByLine(std::vector<Region> pieces);

/// Without those of other views that the boxes of the default view cover already: a view that blurs two lines into one
/// says nothing new, and reads badly.
std::vector<Region> withoutCovered(std::vector<Region> regions, const cv::Size& image);

/// The upright rectangle to blank, within the image: the line and its extension.
pixels::Box boxOf(const Region& region, const cv::Size& image, int frame);
/// The same in several: a line at an angle is cut into short pieces along it, whose rectangles cover it closely.
std::vector<pixels::Box> boxesOf(const Region& region, const cv::Size& image, int frame);

/// Whether it is too thick and short to be taken for a line unread: large, or thicker than 70 pixels (45 where it was
/// not seen in the default view) and not three times as long.
bool isDoubtful(const Region& region);

}
