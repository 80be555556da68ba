// SPDX-License-Identifier: Apache-2.0
#include "engine/text/reader.h"

#include "engine/base/atomic_file.h"
#include "engine/text/network.h"

#include <opencv2/dnn.hpp>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>

namespace engine::text {

namespace {

constexpr int lineHeight = 48;
constexpr int narrowest = 64, widest = 3200;

/// Lines are padded to one of these: the code for each is made before the worker is shut in.
std::vector<cv::Size> lineSizes()
{
    std::vector<cv::Size> sizes;
    for (int width = narrowest; width < widest; width += width < 512 ? 32 : width < 1024 ? 128 : 512)
        sizes.emplace_back(width, lineHeight);
    sizes.emplace_back(widest, lineHeight);
    return sizes;
}

/// Rows x columns x channels as one picture of cv::dnn.
cv::Mat channelsFirst(const cv::Mat& answer)
{
    const int rows = answer.size[0], columns = answer.size[1], channels = answer.size[2];
    const cv::Mat flat = answer.reshape(1, rows * columns).t();
    return flat.reshape(1, {1, channels, rows, columns});
}

class NeuralReader : public Reader {
public:
    NeuralReader(Network body, cv::dnn::Net head, std::vector<std::string> characters)
        : m_body{std::move(body)}, m_head{std::move(head)}, m_characters{std::move(characters)}
    {
    }

    Result<Reading> read(const cv::Mat& line) override;

private:
    Reading decode(const cv::Mat& scores, double usedSteps) const;

    Network m_body;      ///< convolutions
    cv::dnn::Net m_head; ///< attention and classes
    std::vector<cv::Size> m_sizes = lineSizes();
    std::vector<std::string> m_characters; ///< by class; class 0 is "nothing here"
};

Result<Reading> NeuralReader::read(const cv::Mat& line)
{
    const int width = std::clamp(cvRound(static_cast<double>(lineHeight) * line.cols / line.rows), 8, widest);
    const auto fits = [&](const cv::Size& size) { return size.width >= width; };
    const int padded = std::find_if(m_sizes.begin(), m_sizes.end(), fits)->width;
    cv::Mat resized, values;
    cv::resize(line, resized, {width, lineHeight}, 0, 0, line.rows > lineHeight ? cv::INTER_AREA : cv::INTER_LINEAR);
    resized.convertTo(values, CV_32F, 2 / 255.0, -1);
    cv::copyMakeBorder(values, values, 0, 0, 0, padded - width, cv::BORDER_CONSTANT, cv::Scalar::all(0));
    m_head.setInput(channelsFirst(m_body.run(values)));
    const cv::Mat answer = m_head.forward();
    const auto classes = static_cast<int>(m_characters.size());
    if (answer.dims != 3 || answer.size[2] != classes)
        return Error{ErrorCode::Damaged, "text reader"};
    const cv::Mat scores{answer.size[1], classes, CV_32F, const_cast<float*>(answer.ptr<float>())};
    if (!cv::checkRange(scores, true, nullptr, -0.001, 1.001))
        return Error{ErrorCode::Damaged, "text reader"};
    return decode(scores, static_cast<double>(scores.rows) * width / padded);
}

/// Connectionist temporal classification: the best class of each step; repeats are one character.
Reading NeuralReader::decode(const cv::Mat& scores, double usedSteps) const
{
    Reading reading;
    int before = 0, count = 0;
    for (int step = 0; step < scores.rows; ++step) {
        const auto* row = scores.ptr<float>(step);
        const auto best = static_cast<int>(std::max_element(row, row + scores.cols) - row);
        if (best != 0 && best != before) {
            if (count++ == 0)
                reading.from = std::min(1.0, step / usedSteps);
            reading.text += m_characters[static_cast<std::size_t>(best)];
            reading.confidence += static_cast<double>(row[best]);
            reading.characters.push_back({std::min(1.0, (step + 0.5) / usedSteps), static_cast<double>(row[best])});
        }
        if (best != 0)
            reading.to = std::min(1.0, (step + 1) / usedSteps);
        before = best;
    }
    reading.confidence /= std::max(1, count);
    const auto first = std::min(reading.text.find_first_not_of(' '), reading.text.size());
    reading.text = reading.text.substr(first, reading.text.find_last_not_of(' ') + 1 - first);
    return reading;
}

std::vector<std::string> charactersOf(std::string_view keys)
{
    std::vector<std::string> characters{""};
    while (!keys.empty()) {
        const auto end = std::min(keys.find('\n'), keys.size());
        characters.emplace_back(keys.substr(0, end));
        keys.remove_prefix(std::min(end + 1, keys.size()));
    }
    characters.emplace_back(" ");
    return characters;
}

}

Result<std::unique_ptr<Reader>> loadNeuralReader(const std::string& modelFolder)
{
    const auto keys = readFile(modelFolder + "/ppocr_keys_v1.txt", 1 << 20);
    if (!keys)
        return Error{keys.error().code, "ppocr_keys_v1.txt"};
    auto body = Network::load(modelFolder + "/ppocrv4_rec.network", lineSizes());
    if (!body)
        return body.error();
    try {
        auto head = cv::dnn::readNetFromONNX(modelFolder + "/ppocrv4_rec_head.onnx");
        head.setPreferableBackend(cv::dnn::DNN_BACKEND_OPENCV);
        // Its input changes width: with fusion OpenCV 4.6 would answer garbage.
        head.enableFusion(false);
        return std::unique_ptr<Reader>{
            std::make_unique<NeuralReader>(*std::move(body), std::move(head), charactersOf(textOf(*keys)))};
    } catch (const cv::Exception&) {
        return Error{ErrorCode::Damaged, "ppocrv4_rec_head.onnx"};
    }
}

}
