// SPDX-License-Identifier: Apache-2.0
#include "engine/text/draw_words.h"

#include "tests/engine/text/drawn.h"

namespace engine::text {

TEST(DrawWords, canBeReadInEveryFont)
{
    for (int font = 0; font < 3; ++font) {
        const auto drawn = drawWords({"NOWAK ANNA", 22, font});
        ASSERT_TRUE(drawn);
        auto picture = drawn::noise({drawn->width + 40, drawn->height + 40});
        for (const auto& stroke : drawn->strokes)
            picture(cv::Rect{stroke.x + 20, stroke.y + 20, stroke.width, stroke.height}) = 255;
        const auto found = drawn::finder().find(drawn::requestFor(picture), drawn::samplesOf(picture));
        ASSERT_TRUE(found);
        ASSERT_FALSE(found->found.empty()) << "font " << font;
        EXPECT_NE(found->found.front().text.find("NOWAK"), std::string::npos) << found->found.front().text;
    }
}

TEST(DrawWords, isAsHighAsAskedAndStaysInside)
{
    const auto drawn = drawWords({"HEH", 30, 1});
    ASSERT_TRUE(drawn);
    int top = drawn->height, bottom = 0;
    for (const auto& stroke : drawn->strokes) {
        EXPECT_GE(stroke.x, 0);
        EXPECT_LE(stroke.x + stroke.width, drawn->width);
        top = std::min(top, stroke.y);
        bottom = std::max(bottom, stroke.y);
    }
    EXPECT_NEAR(bottom - top, 30, 4);
}

TEST(DrawWords, refusesWhatNoDeviceWrites)
{
    for (const auto& wrong : {DrawWords{"", 12, 0}, DrawWords{"M\xC3\xBCller", 12, 0}, DrawWords{"A", 3, 0},
                              DrawWords{std::string(200, 'A'), 12, 0}, DrawWords{"A", 4000, 0}})
        EXPECT_EQ(drawWords(wrong).error().code, ErrorCode::BadArgument);
}

}
