// SPDX-License-Identifier: Apache-2.0
#include "engine/text/finder.h"

#include "engine/base/descriptor.h"
#include "engine/dicom/data_set.h"
#include "engine/dicom/dictionary.h"
#include "engine/pixels/decode.h"
#include "tests/engine/text/drawn.h"

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

using namespace engine;
using namespace engine::text;

namespace {

const std::string shared = SAFELIGHT_SHARED "/testdata/";

/// A box with text, as a person has drawn it.
struct Truth {
    cv::Rect place;
    std::string text, expected;
};
/// By file and frame.
using Truths = std::map<std::pair<std::string, int>, std::vector<Truth>>;

std::vector<std::string> columnsOf(const std::string& line)
{
    std::vector<std::string> columns;
    std::istringstream stream{line};
    for (std::string column; std::getline(stream, column, '\t');)
        columns.push_back(column);
    columns.resize(std::max<std::size_t>(columns.size(), 10));
    return columns;
}

/// burned-in-truth.tsv: file frame x y w h text kind expected box_source.
Truths truthsOfRealImages()
{
    Truths truths;
    std::ifstream file{shared + "burned-in-truth.tsv"};
    std::string line;
    for (std::getline(file, line); std::getline(file, line);) {
        const auto c = columnsOf(line);
        const cv::Rect place{std::stoi(c[2]), std::stoi(c[3]), std::stoi(c[4]), std::stoi(c[5])};
        if (c[0].ends_with(".dcm"))
            truths[{c[0], std::stoi(c[1])}].push_back({place, c[6], c[8]});
    }
    return truths;
}

/// synthetic/answer_key.tsv: file sop_uid frame where box kind original expected note; all frames alike by the first.
Truths truthsOfSynthetic()
{
    Truths truths;
    std::ifstream file{shared + "synthetic/answer_key.tsv"};
    std::string line;
    for (std::getline(file, line); std::getline(file, line);) {
        const auto c = columnsOf(line);
        if (c[3] != "pixel")
            continue;
        int x = 0, y = 0, w = 0, h = 0;
        std::sscanf(c[4].c_str(), "%d,%d,%d,%d", &x, &y, &w, &h);
        truths[{"synthetic/" + c[0], c[2] == "*" ? 1 : std::stoi(c[2])}].push_back({{x, y, w, h}, c[6], c[7]});
    }
    return truths;
}

std::vector<std::array<std::string, 2>> identityOf(const dicom::DataSet& dataSet)
{
    std::vector<std::array<std::string, 2>> identity;
    for (const auto& element : dicom::read(dataSet).elements) {
        const auto& k = element.keyword;
        const bool names = k.ends_with("Name") || k == "PatientID" || k == "AccessionNumber" || k == "StudyDate" ||
                           k == "PatientBirthDate" || k.ends_with("Address");
        if (names && !element.value.empty())
            identity.push_back({element.value, k});
    }
    return identity;
}

std::vector<FoundText> findIn(const std::string& path, int frame, const char* mode)
{
    const auto file = openForReading(path);
    EXPECT_TRUE(file) << path;
    const auto dataSet = dicom::load(file->get());
    EXPECT_TRUE(dataSet) << path;
    const auto described = pixels::describeFrame(*dataSet, frame);
    EXPECT_TRUE(described) << path;
    Bytes samples(4 * described->layout.bytes());
    FindText request;
    auto decoded = pixels::decodeFrame(*dataSet, frame, samples);
    EXPECT_TRUE(decoded) << path;
    request.frame = *decoded;
    request.frameNumber = frame;
    request.mode = mode;
    request.identity = identityOf(*dataSet);
    auto found = drawn::finder().find(request, samples);
    EXPECT_TRUE(found) << path << ' ' << found.error().where;
    return found ? std::move(found->found) : std::vector<FoundText>{};
}

struct Score {
    int hidden = 0, covered = 0, red = 0, green = 0;
};

/// Every string that must be hidden: at least nine tenths of it under boxes, and never green.
Score score(const Truths& truths, const char* mode)
{
    Score score;
    for (const auto& [place, lines] : truths) {
        const auto found = findIn(shared + place.first, place.second, mode);
        for (const auto& line : lines) {
            if (line.expected != "pixels_hidden")
                continue;
            const double share = drawn::covered(found, line.place);
            const auto* one = drawn::at(found, line.place);
            ++score.hidden;
            score.covered += share >= 0.9 ? 1 : 0;
            score.red += one && one->verdict == Verdict::Phi ? 1 : 0;
            score.green += one && one->verdict == Verdict::Safe ? 1 : 0;
            EXPECT_GE(share, 0.5) << place.first << ' ' << line.text;
        }
    }
    std::printf("%s: %d strings to hide, %d covered, %d red, %d green\n", mode, score.hidden, score.covered, score.red,
                score.green);
    return score;
}

class RealFiles : public testing::Test {
protected:
    void SetUp() override
    {
        if (!std::filesystem::exists(shared))
            GTEST_SKIP() << "no test images";
        ASSERT_TRUE(dicom::prepare());
        pixels::prepare();
    }
};

}

TEST_F(RealFiles, ofBurnedInTextAreFoundInStandardMode)
{
    const auto result = score(truthsOfRealImages(), "standard");
    EXPECT_EQ(result.hidden, 17);
    EXPECT_EQ(result.covered, result.hidden);
    EXPECT_GE(result.red, result.hidden - 1);
    EXPECT_EQ(result.green, 0);
}

TEST_F(RealFiles, ofEveryKindAreFoundInMaxMode)
{
    for (const auto& truths : {truthsOfRealImages(), truthsOfSynthetic()}) {
        const auto result = score(truths, "max");
        EXPECT_EQ(result.covered, result.hidden);
        EXPECT_EQ(result.green, 0);
    }
}
