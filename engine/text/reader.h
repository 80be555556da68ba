// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"

#include <opencv2/core.hpp>

#include <memory>
#include <string>
#include <vector>

namespace engine::text {

/// What one reader made of a text line.
struct Reading {
    std::string text;      ///< UTF-8; empty when nothing could be read
    double confidence = 0; ///< 0 to 1
    /// Where the first and the last character stand, as shares of the line's width.
    double from = 0, to = 0;
    struct Character {
        double place, confidence; ///< where it stands, as above
    };
    std::vector<Character> characters{}; ///< in order; left empty by readers that do not tell
};

/// Reads the picture of one line, CV_8UC3, written from left to right. Not for use from two threads.
class Reader {
public:
    virtual ~Reader() = default;
    virtual Result<Reading> read(const cv::Mat& line) = 0;
};

/// The PP-OCRv4 recogniser (Latin and Chinese). NotFound or Damaged, with the file's name.
Result<std::unique_ptr<Reader>> loadNeuralReader(const std::string& modelFolder);
/// Tesseract, one line at a time. `languages` by its names, joined by '+' ("eng+deu"). Opens their data here and
/// nothing later. NotFound with the file's name when one is missing.
Result<std::unique_ptr<Reader>> loadTesseractReader(const std::string& languages);

/// The line upright, as a picture of its own: the pixels of `view` under `shape`.
cv::Mat cutOut(const cv::Mat& view, const cv::RotatedRect& shape);

}
