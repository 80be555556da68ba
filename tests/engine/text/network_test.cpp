// SPDX-License-Identifier: Apache-2.0
#include "engine/text/network.h"

#include <opencv2/dnn.hpp>
#include <opencv2/imgproc.hpp>

#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

namespace engine::text {

namespace {

const std::string models = SAFELIGHT_RESOURCES "/models/", originals = SAFELIGHT_SHARED "/models/";

struct NetworkFile : testing::Test {
    std::string path = testing::TempDir() + "few.network";

    void write(const std::string& operations, const std::vector<float>& weights)
    {
        std::ofstream file{path, std::ios::binary};
        file << "safelight network 2\n" << operations << "weights " << weights.size() << '\n';
        file.write(reinterpret_cast<const char*>(weights.data()),
                   static_cast<std::streamsize>(weights.size() * sizeof(float)));
    }
    ErrorCode failure() const
    {
        const auto loaded = Network::load(path, {{4, 4}});
        return loaded ? ErrorCode::Internal : loaded.error().code;
    }
};

cv::Mat written(const cv::Size& size, const cv::Point& start, cv::RNG& random)
{
    cv::Mat values(size, CV_32FC3, cv::Scalar::all(-0.5));
    cv::putText(values, "Doe, Jane 1970", start, cv::FONT_HERSHEY_SIMPLEX, 1, {2, 2, 2}, 2);
    cv::Mat noise(values.size(), CV_32FC3);
    random.fill(noise, cv::RNG::NORMAL, cv::Scalar::all(0), cv::Scalar::all(0.3));
    values += noise;
    return values;
}

/// Channel (y, x) of a cell is the pixel there.
float pixelOf(const cv::Mat& cells, int block, int y, int x)
{
    return cells.at<float>(y / block, x / block, y % block * block + x % block);
}

/// What OpenCV makes of the networks that ours were converted from.
class NetworkOracle : public testing::Test {
protected:
    cv::dnn::Net theirs(const std::string& name)
    {
        auto net = cv::dnn::readNetFromONNX(originals + name);
        net.enableFusion(false);
        return net;
    }
    void SetUp() override
    {
        if (!std::filesystem::exists(originals))
            GTEST_SKIP() << "no " << originals;
    }
    cv::RNG random{11};
};

TEST_F(NetworkOracle, givesTheSameMapAtAllSizes)
{
    auto ours = Network::load(models + "ppocrv4_det.network", {{320, 320}, {640, 640}});
    ASSERT_TRUE(ours) << ours.error().where;
    auto detector = theirs("ppocrv4_det_cv46.onnx");
    for (const int side : {320, 640, 320, 640}) { // the second time nothing of the first may be left
        const auto values = written({side, side}, {10, 60 + random.uniform(0, 100)}, random);
        detector.setInput(cv::dnn::blobFromImage(values));
        const cv::Mat answer = detector.forward();
        const cv::Mat wanted{side, side, CV_32F, const_cast<float*>(answer.ptr<float>())};
        const auto cells = ours->run(values);
        ASSERT_EQ(cells.size[2], 16);
        cv::Mat got(side, side, CV_32F);
        for (int y = 0; y < side; ++y)
            for (int x = 0; x < side; ++x)
                got.at<float>(y, x) = pixelOf(cells, 4, y, x);
        EXPECT_GT(cv::countNonZero(got > 0.5), 500);
        EXPECT_LT(cv::norm(got, wanted, cv::NORM_INF), 1e-3);
    }
}

TEST_F(NetworkOracle, readsTheSameAtAllWidths)
{
    auto body = Network::load(models + "ppocrv4_rec.network", {{96, 48}, {256, 48}, {3200, 48}});
    ASSERT_TRUE(body) << body.error().where;
    auto head = cv::dnn::readNetFromONNX(models + "ppocrv4_rec_head.onnx");
    head.enableFusion(false);
    auto reader = theirs("ppocrv4_rec_cv46.onnx");
    for (const int width : {256, 96, 3200, 256}) {
        const auto values = written({width, 48}, {4, 36}, random);
        reader.setInput(cv::dnn::blobFromImage(values));
        const cv::Mat wanted = reader.forward();
        const auto answer = body->run(values);
        ASSERT_EQ((std::vector{answer.size[0], answer.size[1], answer.size[2]}), (std::vector{3, width / 4, 480}));
        const cv::Mat flat = answer.reshape(1, 3 * width / 4).t();
        head.setInput(flat.reshape(1, {1, 480, 3, width / 4}));
        const cv::Mat got = head.forward();
        ASSERT_EQ(got.total(), wanted.total());
        EXPECT_LT(cv::norm(got, wanted, cv::NORM_INF), 1e-3) << width;
    }
}

TEST_F(NetworkFile, isRunAsItSays)
{
    // 3 channels to 4 of half the size: the pixels of blocks of 2 x 2. Each is the first channel of one pixel, doubled.
    std::vector<float> weights(4 * 3 * 2 * 2);
    for (std::size_t pixel = 0; pixel < 4; ++pixel)
        weights[pixel * 12 + pixel] = 1;
    weights.insert(weights.end(), 4, 0.F);
    write("convolution 0 1 4 2 2 2 0 1 linear 2 0\n", weights);
    auto network = Network::load(path, {{4, 4}});
    ASSERT_TRUE(network);
    cv::Mat values(4, 4, CV_32FC3);
    for (int i = 0; i < 16; ++i)
        values.at<cv::Vec3f>(i / 4, i % 4) = {static_cast<float>(i), 100, 200};

    const auto answer = network->run(values);

    ASSERT_EQ((std::vector{answer.size[0], answer.size[1], answer.size[2]}), (std::vector{2, 2, 4}));
    for (int i = 0; i < 16; ++i)
        EXPECT_EQ(answer.at<float>(i / 8, i % 4 / 2, i / 4 % 2 * 2 + i % 2), 2 * static_cast<float>(i)) << i;
}

TEST_F(NetworkFile, thatIsNotWholeIsRefused)
{
    EXPECT_EQ(Network::load(path + ".missing", {{4, 4}}).error().code, ErrorCode::NotFound);
    const std::vector<float> enough(52), few(51), many(53);
    const std::string good = "convolution 0 1 4 2 2 2 0 1\n";
    write(good, enough);
    EXPECT_EQ(failure(), ErrorCode::Internal) << "is whole";
    const std::vector<std::pair<std::string, std::vector<float>>> faulty{
        {good, few},
        {good, many},
        {"", {}},
        {"convolution 7 1 4 2 2 2 0 1\n", enough},
        {"convolution 0 1 4 2 2 2 0 1 tanh 0 0\n", enough},
        {"convolution 0 1 4 2 2 2 0 2\n", enough},
        {"convolution 0 1 4 9 2 2 0 1\n", enough},
        {"convolution 0 1 4 2 2 2 0\n", enough},
        {"convolution 0 0 4 2 2 2 0 1\n", enough},
        {"enlarge 0 1 1000\n", {}},
        {"add 0 1 5\n", {}},
        {"guess 0 1\n", {}}};
    for (const auto& [operations, weights] : faulty) {
        write(operations, weights);
        EXPECT_EQ(failure(), ErrorCode::Damaged) << operations;
    }
    std::ofstream{path} << "an onnx file";
    EXPECT_EQ(failure(), ErrorCode::Damaged);
}

}

}
