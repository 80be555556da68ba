// SPDX-License-Identifier: Apache-2.0
#include "engine/release/sampling.h"

#include <gtest/gtest.h>

using namespace engine::release;

namespace {

Sampling ofSeries(std::int64_t size, std::int64_t inspected)
{
    Sampling sampling;
    sampling.unit = "series";
    sampling.confidence = 0.95;
    sampling.seed = "7";
    sampling.size = size;
    sampling.inspected = inspected;
    sampling.upper = sampling.remaining = size == inspected ? 0 : 3;
    return sampling;
}

}

TEST(SamplingInWords, saysThatWhatWasNotDrawnWasSeenByNobody)
{
    EXPECT_EQ(
        inWords(ofSeries(100, 60), "Ada Reader", false),
        "Of 100 series 60, drawn at random by strata (seed 7), were inspected by Ada Reader; no leak was found. With "
        "95 % "
        "confidence at most 3 (3 %) of them leaked before repair, and at most 3 still do. The reviewer's sensitivity "
        "was "
        "not measured by known cases, so this counts only what a reviewer sees. Not covered: the images that were not "
        "drawn were seen by no person.");
}

TEST(SamplingInWords, saysOfAWholeCollectionThatAllOfItWasSeen)
{
    const auto words = inWords(ofSeries(58, 58), "Ada Reader", true);
    EXPECT_EQ(words.rfind("All 58 series were inspected by Ada Reader; no leak was found.", 0), 0U) << words;
    EXPECT_EQ(words.find("drawn"), std::string::npos) << words;
    EXPECT_NE(words.find("Not covered: what a reviewer overlooks"), std::string::npos) << words;
}

TEST(SamplingInWords, saysOfOneThatItWasSeen)
{
    auto one = ofSeries(1, 1);
    one.unit = "patient";
    EXPECT_EQ(inWords(one, "Ada Reader", true).rfind("The one patient was inspected by Ada Reader;", 0), 0U);
}

TEST(SamplingInWords, saysWhatWasRepairedAndWhatWasJudgedOtherwiseLater)
{
    auto leaked = ofSeries(100, 60);
    leaked.leaks = 3;
    leaked.withdrawn = 1;
    const auto words = inWords(leaked, "Ada Reader", true);
    EXPECT_NE(words.find("; 2 leaked and were repaired or left out, 1 was judged to leak and, unchanged, by a later "
                         "verdict not to, and all of each stratum concerned was then inspected."),
              std::string::npos)
        << words;
    leaked.leaks = 1;
    EXPECT_EQ(inWords(leaked, "Ada Reader", true).find("repaired"), std::string::npos);
}
