// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"

#include <opencv2/core.hpp>

#include <memory>
#include <string>
#include <vector>

namespace engine::text {

/// A bar code or a two-dimensional one.
struct Barcode {
    cv::Rect place;     ///< in pixels of the picture, within it
    std::string symbol; ///< "qr-code", "code-128", "data-matrix", ...
    std::string text;   ///< what it says, a value of the patient; empty when it was seen and not decoded
};

/// Finds bar codes, QR and Data Matrix, dark on bright and bright on dark. Opens no file, sends nothing anywhere. Not
/// for use from two threads.
class BarcodeSearch {
public:
    BarcodeSearch();
    BarcodeSearch(BarcodeSearch&&) noexcept;
    BarcodeSearch& operator=(BarcodeSearch&&) noexcept;
    ~BarcodeSearch();

    /// `picture` is CV_8UC3. Each place once. `isThorough` also looks at it enlarged, for modules of two pixels, where
    /// its long side is at most 1280; that costs as much as the network does. OutOfMemory.
    Result<std::vector<Barcode>> find(const cv::Mat& picture, bool isThorough);

private:
    struct Scanner;
    std::unique_ptr<Scanner> m_scanner;
};

}
