// SPDX-License-Identifier: Apache-2.0
#include "engine/text/network.h"

#include <opencv2/dnn.hpp>
#include <opencv2/imgproc.hpp>

#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

namespace engine::text {

namespace {

const auto model = SAFELIGHT_RESOURCES "/models/ppocrv4_det.network";

struct NetworkFile : testing::Test {
    std::string path = testing::TempDir() + "few.network";

    void write(const std::string& operations, const std::vector<float>& weights)
    {
        std::ofstream file{path, std::ios::binary};
        file << "safelight network 1\n" << operations << "weights " << weights.size() << '\n';
        file.write(reinterpret_cast<const char*>(weights.data()),
                   static_cast<std::streamsize>(weights.size() * sizeof(float)));
    }
    ErrorCode failure() const
    {
        const auto loaded = Network::load(path, 4);
        return loaded ? ErrorCode::Internal : loaded.error().code;
    }
};

/// What OpenCV makes of the network that ours was converted from.
class NetworkOracle : public testing::TestWithParam<int> {};

TEST_P(NetworkOracle, givesTheSameMap)
{
    const std::string original = SAFELIGHT_SHARED "/models/ppocrv4_det_cv46.onnx";
    if (!std::filesystem::exists(original))
        GTEST_SKIP() << "no " << original;
    const int side = GetParam();
    auto ours = Network::load(model, side);
    ASSERT_TRUE(ours) << ours.error().where;
    auto theirs = cv::dnn::readNetFromONNX(original);
    theirs.enableFusion(false);
    cv::RNG random{11};
    for (int round = 0; round < 2; ++round) { // the second time nothing of the first may be left
        cv::Mat values(side, side, CV_32FC3, cv::Scalar::all(-0.5));
        cv::putText(values, "Doe, Jane 1970", {10, 60 + 100 * round}, cv::FONT_HERSHEY_SIMPLEX, 1, {2, 2, 2}, 2);
        cv::Mat noise(values.size(), CV_32FC3);
        random.fill(noise, cv::RNG::NORMAL, cv::Scalar::all(0), cv::Scalar::all(0.3));
        values += noise;
        theirs.setInput(cv::dnn::blobFromImage(values));
        const cv::Mat answer = theirs.forward();
        const cv::Mat wanted{side, side, CV_32F, const_cast<float*>(answer.ptr<float>())};
        const auto got = ours->run(values);
        EXPECT_GT(cv::countNonZero(got > 0.5), 500);
        EXPECT_LT(cv::norm(got, wanted, cv::NORM_INF), 1e-3);
    }
}

INSTANTIATE_TEST_SUITE_P(Sides, NetworkOracle, testing::Values(320, 640));

TEST_F(NetworkFile, isRunAsItSays)
{
    // 3 channels to 4 of half the size: the pixels of blocks of 2 x 2. Each is the first channel of one pixel, doubled.
    std::vector<float> weights(4 * 3 * 2 * 2);
    for (std::size_t pixel = 0; pixel < 4; ++pixel)
        weights[pixel * 12 + pixel] = 1;
    weights.insert(weights.end(), 4, 0.F);
    write("convolution 0 1 4 2 2 0 1 linear 2 0\n", weights);
    auto network = Network::load(path, 4);
    ASSERT_TRUE(network);
    cv::Mat values(4, 4, CV_32FC3);
    for (int i = 0; i < 16; ++i)
        values.at<cv::Vec3f>(i / 4, i % 4) = {static_cast<float>(i), 100, 200};

    const auto answer = network->run(values);

    for (int i = 0; i < 16; ++i)
        EXPECT_EQ(answer.at<float>(i / 4, i % 4), 2 * static_cast<float>(i)) << i;
}

TEST_F(NetworkFile, thatIsNotWholeIsRefused)
{
    EXPECT_EQ(Network::load(path + ".missing", 4).error().code, ErrorCode::NotFound);
    const std::vector<float> enough(52), few(51), many(53);
    const std::string good = "convolution 0 1 4 2 2 0 1\n";
    write(good, enough);
    EXPECT_EQ(failure(), ErrorCode::Internal) << "is whole";
    const std::vector<std::pair<std::string, std::vector<float>>> faulty{
        {good, few},
        {good, many},
        {"", {}},
        {"convolution 7 1 4 2 2 0 1\n", enough},
        {"convolution 0 1 4 2 2 0 1 tanh 0 0\n", enough},
        {"convolution 0 1 4 2 2 0 2\n", enough},
        {"convolution 0 1 4 9 2 0 1\n", enough},
        {"convolution 0 1 4 2 2 0\n", enough},
        {"convolution 0 0 4 2 2 0 1\n", enough},
        {"enlarge 0 1 1000\n", {}},
        {"add 0 1 5\n", {}},
        {"guess 0 1\n", {}},
        {"average 0 1\n", {}}};
    for (const auto& [operations, weights] : faulty) {
        write(operations, weights);
        EXPECT_EQ(failure(), ErrorCode::Damaged) << operations;
    }
    std::ofstream{path} << "an onnx file";
    EXPECT_EQ(failure(), ErrorCode::Damaged);
}

}

}
