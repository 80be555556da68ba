// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/text/reader.h"
#include "engine/text/requests.h"
#include "engine/text/triage.h"

namespace engine::text {

/// Reads single lines by two readers and colours them. Opens no file after `load`. Not for use from two threads.
class LineReading {
public:
    /// `resourceFolder` holds models/ and text/, `languages` are those of loadTesseractReader. NotFound or Damaged,
    /// with the name of the file.
    static Result<LineReading> load(const std::string& resourceFolder, const std::string& languages);

    /// The line of `picture` (CV_8UC3) under `shape`. The answer's box is left empty. Damaged when a reader failed.
    Result<FoundText> read(const cv::Mat& picture, const cv::RotatedRect& shape, const Identity& identity);

    struct Whole {
        cv::RotatedRect shape;
        bool hasSureEnds = false; ///< read without doubt, and nothing for a while beyond both ends
    };
    /// `shape`, longer where characters can be read beyond its ends: the network loses letters that vanish in their
    /// ground. Never shorter. Damaged when a reader failed.
    Result<Whole> wholeLine(const cv::Mat& picture, const cv::RotatedRect& shape);

    Reader& first() { return *m_neural; } ///< for the known answer

private:
    struct Line {
        cv::RotatedRect shape; ///< with a margin for the reader
        cv::Mat picture;
        Reading neural, tesseract;
    };
    Result<Line> readLine(const cv::Mat& picture, cv::RotatedRect shape);
    Result<bool> readsTheSameAgain(const cv::Mat& picture, const Line& line);
    bool wantsAnotherReading(const Judgement& judgement, const Opinion& first) const;

    std::unique_ptr<Reader> m_neural, m_tesseract;
    Vocabulary m_vocabulary;
};

}
