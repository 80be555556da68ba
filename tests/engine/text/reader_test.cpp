// SPDX-License-Identifier: Apache-2.0
#include "engine/text/reader.h"

#include <opencv2/imgproc.hpp>

#include <gtest/gtest.h>

using namespace engine;
using namespace engine::text;

namespace {

constexpr int font = cv::FONT_HERSHEY_DUPLEX;
constexpr double size = 1.5;

/// A line in which each "o" has two dots.
cv::Mat withDots(const std::string& words)
{
    int below = 0;
    const auto extent = cv::getTextSize(words, font, size, 2, &below);
    cv::Mat line(extent.height + 60, extent.width + 40, CV_8UC3, cv::Scalar::all(255));
    const cv::Point start{20, extent.height + 30};
    cv::putText(line, words, start, font, size, cv::Scalar::all(0), 2, cv::LINE_AA);
    for (auto at = words.find('o'); at != words.npos; at = words.find('o', at + 1)) {
        const int from = cv::getTextSize(words.substr(0, at), font, size, 2, &below).width;
        const int to = cv::getTextSize(words.substr(0, at + 1), font, size, 2, &below).width;
        const int middle = start.x + (from + to) / 2;
        for (const int x : {middle - 7, middle + 7})
            cv::circle(line, {x, start.y - 36}, 3, cv::Scalar::all(0), cv::FILLED, cv::LINE_AA);
    }
    return line;
}

std::string readBy(const std::string& languages, const cv::Mat& line)
{
    const auto reader = loadTesseractReader(languages);
    if (!reader)
        return reader.error().where;
    const auto reading = (*reader)->read(line);
    return reading ? reading->text : reading.error().where;
}

}

TEST(SecondReader, readsTheLettersOfTheLanguagesThatItIsGiven)
{
    const auto line = withDots("Der Konig hort die Lowen");
    EXPECT_EQ(readBy("deu", line), "Der König hört die Löwen");
    EXPECT_EQ(readBy("deu+eng", line), "Der König hört die Löwen");
    EXPECT_EQ(readBy("eng", line).find("ö"), std::string::npos);
}

TEST(SecondReader, namesTheDataThatAreMissingEvenOfSeveralLanguages)
{
    EXPECT_EQ(readBy("nosuch", withDots("a")), "nosuch.traineddata");
    EXPECT_EQ(readBy("eng+nosuch", withDots("a")), "nosuch.traineddata");
}
