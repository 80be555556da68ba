// SPDX-License-Identifier: Apache-2.0
#include "engine/text/reader.h"

#include <opencv2/imgproc.hpp>
#include <tesseract/baseapi.h>

#include <algorithm>
#include <sstream>
#include <vector>

namespace engine::text {

namespace {

/// What Tesseract was trained for: black on white, letters of about this height, a white margin.
constexpr int glyphHeight = 40, margin = 12, widest = 4000;

class TesseractReader : public Reader {
public:
    Result<Reading> read(const cv::Mat& line) override;

    tesseract::TessBaseAPI api;
};

cv::Mat asPrinted(const cv::Mat& line)
{
    cv::Mat grey, resized;
    cv::cvtColor(line, grey, cv::COLOR_BGR2GRAY);
    const double scale =
        std::min(static_cast<double>(glyphHeight) / grey.rows, static_cast<double>(widest) / grey.cols);
    cv::resize(grey, resized, {std::max(1, cvRound(grey.cols * scale)), std::max(1, cvRound(grey.rows * scale))}, 0, 0,
               scale > 1 ? cv::INTER_CUBIC : cv::INTER_AREA);
    cv::normalize(resized, resized, 0, 255, cv::NORM_MINMAX);
    // Ink covers less than half of a line.
    cv::Mat black;
    cv::threshold(resized, black, 0, 255, cv::THRESH_BINARY_INV | cv::THRESH_OTSU);
    if (2 * cv::countNonZero(black) > static_cast<int>(black.total()))
        resized = 255 - resized;
    cv::copyMakeBorder(resized, resized, margin, margin, margin, margin, cv::BORDER_REPLICATE);
    return resized;
}

std::string trimmed(const char* text)
{
    std::string_view view{text ? text : ""};
    const auto first = view.find_first_not_of(" \n\r\t\f");
    if (first == view.npos)
        return {};
    return std::string{view.substr(first, view.find_last_not_of(" \n\r\t\f") - first + 1)};
}

Result<Reading> TesseractReader::read(const cv::Mat& line)
{
    const cv::Mat page = asPrinted(line);
    api.SetImage(page.data, page.cols, page.rows, 1, static_cast<int>(page.step));
    api.SetSourceResolution(300);
    const std::unique_ptr<char[]> text{api.GetUTF8Text()};
    Reading reading{trimmed(text.get()), std::clamp(api.MeanTextConf() / 100.0, 0.0, 1.0), 0, 1};
    if (reading.text.empty())
        reading.confidence = 0;
    // Nothing of this line may colour the next one.
    api.Clear();
    api.ClearAdaptiveClassifier();
    return reading;
}

}

Result<std::unique_ptr<Reader>> loadTesseractReader(const std::string& languages)
{
    auto reader = std::make_unique<TesseractReader>();
    const bool isLoaded = reader->api.Init(nullptr, languages.c_str(), tesseract::OEM_LSTM_ONLY) == 0;
    // Of several languages it leaves out what it cannot find, and says nothing.
    std::vector<std::string> loaded;
    if (isLoaded)
        reader->api.GetLoadedLanguagesAsVector(&loaded);
    std::istringstream wanted{languages};
    for (std::string one; std::getline(wanted, one, '+');) {
        if (std::find(loaded.begin(), loaded.end(), one) == loaded.end())
            return Error{ErrorCode::NotFound, one + ".traineddata"};
    }
    reader->api.SetPageSegMode(tesseract::PSM_SINGLE_LINE);
    // Its remarks about odd lines go to a file that it opens with the first one: the missing settings make it remark
    // now.
    reader->api.SetVariable("debug_file", "/dev/null");
    reader->api.ReadConfigFile("no-such-settings");
    return std::unique_ptr<Reader>{std::move(reader)};
}

}
