// SPDX-License-Identifier: Apache-2.0
#include "engine/text/line_reading.h"

#include "tests/engine/text/drawn.h"

using namespace engine::text;

namespace {

/// `words` faint on noise, as the detector would hand them over.
engine::Result<FoundText> readOf(const char* words)
{
    static auto reading = LineReading::load(SAFELIGHT_RESOURCES, "eng");
    if (!reading)
        return reading.error();
    auto picture = drawn::noise({512, 512});
    const drawn::Line line{words, {120, 250}, 0.8, 102};
    drawn::draw(picture, line);
    cv::Mat view;
    cv::cvtColor(picture, view, cv::COLOR_GRAY2BGR);
    const cv::Rect2f place{line.place()};
    const cv::Point2f centre{place.x + place.width / 2, place.y + place.height / 2};
    return reading->read(view, {centre, {place.width + 0.4F * place.height, 1.5F * place.height}, 0}, Identity{{}});
}

}

TEST(LineReading, isConfirmedByOtherCutsOfTheLineWhereTheReadersDisagree)
{
    const auto found = readOf("Vel 66 cm/s");
    ASSERT_TRUE(found);
    ASSERT_LT(found->confidence, 0.9) << "too easy to read";
    EXPECT_EQ(found->verdict, Verdict::Safe);
}

TEST(LineReading, ofANameIsNeverConfirmed)
{
    for (const auto* name : {"Lindqvist", "Coronel", "R. Hu", "Livers"}) {
        const auto found = readOf(name);
        ASSERT_TRUE(found);
        EXPECT_NE(found->verdict, Verdict::Safe) << name;
    }
}
