// SPDX-License-Identifier: Apache-2.0
#include "engine/dicom/data_set.h"

#include "engine/dicom/dictionary.h"
#include "engine/dicom/pixel_fragments.h"
#include "tests/engine/dicom/support.h"

using namespace engine;
using namespace engine::dicom;
using namespace engine::dicom::test;

namespace {

std::vector<std::string> corpus()
{
    auto paths = filesBelow(pydicomFolder + "test_files");
    for (const auto& path : filesBelow(shared("dicom")))
        paths.push_back(path);
    for (const auto& path : filesBelow(shared("synthetic")))
        paths.push_back(path);
    return paths;
}

std::vector<Bytes> fragmentsOfFile(const DataSet& dataSet)
{
    std::vector<Bytes> all;
    for (std::size_t i = 0; i < pixelDataForm(dataSet).fragments; ++i)
        all.push_back(*fragment(dataSet, i));
    return all;
}

std::string pathOf(const Descriptor& file)
{
    return "/proc/" + std::to_string(::getpid()) + "/fd/" + std::to_string(file.get());
}

class Saving : public testing::Test {
protected:
    void SetUp() override
    {
        ASSERT_TRUE(prepare());
        m_file = openForReading(pydicomFolder + "test_files/CT_small.dcm");
        if (!m_file)
            GTEST_SKIP() << "python3-pydicom is not installed";
        dataSet.emplace(std::move(*load(m_file->get())));
    }

    std::optional<DataSet> dataSet;

private:
    Result<Descriptor> m_file = Error{};
};

}

TEST_F(Saving, writesEveryWholeFileSoThatItReadsBackTheSame)
{
    int written = 0;
    int refused = 0;
    for (const auto& path : corpus()) {
        const auto file = openForReading(path);
        auto original = load(file->get());
        if (!original || !original->damage().empty())
            continue;
        const auto target = memoryFile();
        const auto saved = save(*original, target.get());
        refused += saved ? 0 : 1;
        if (!saved) {
            EXPECT_EQ(saved.error().code, ErrorCode::Unsupported) << path;
            continue;
        }
        ++written;
        const auto same = checkReadBack(target.get(), *original);
        EXPECT_TRUE(same) << path << ' ' << same.error().where;
        EXPECT_EQ(fragmentsOfFile(*load(target.get())), fragmentsOfFile(*original)) << path;
    }
    RecordProperty("written", written);
    RecordProperty("refused", refused);
    EXPECT_GT(written, 60);
}

TEST_F(Saving, startsBlankAndSaysOnlyThatWeWroteIt)
{
    const auto target = memoryFile();
    ASSERT_TRUE(save(*dataSet, target.get()));

    EXPECT_EQ(slurp(target).substr(0, 132), std::string(128, '\0') + "DICM");
    const auto tree = read(*load(target.get()));
    EXPECT_EQ(valueOf(tree.meta, {2, 0x0012}), implementationClassUid);
    EXPECT_EQ(valueOf(tree.meta, {2, 0x0013}), "SAFELIGHT 0.1");
    EXPECT_EQ(valueOf(tree.meta, {2, 0x0016}), "");
    EXPECT_EQ(tree.meta.size(), 7U);
}

TEST_F(Saving, writesWhatPydicomAndDcmtkReadAsItWasMeant)
{
    ASSERT_TRUE(applyEdits(*dataSet, {Edit{{{{0x0010, 0x0010}, "", -1}}, Edit::Kind::Set, "", "SL-1"}}));
    const auto target = memoryFile();
    ASSERT_TRUE(save(*dataSet, target.get()));

    const auto path = pathOf(target);
    EXPECT_EQ(outputOf("/usr/bin/python3 -c \"import pydicom; d = pydicom.dcmread('" + path +
                       "'); print(d.PatientName, d.file_meta.TransferSyntaxUID, len(d.PixelData))\""),
              "SL-1 1.2.840.10008.1.2.1 32768\n");
    EXPECT_NE(outputOf("dcmdump +P PatientName " + path + " 2>&1").find("[SL-1]"), std::string::npos);
}

TEST_F(Saving, dropsWhatLiesAfterTheDataSet)
{
    const auto source = memoryFile(slurp(pydicomFolder + "test_files/MR_small.dcm") + "PATIENT: DOE^JANE");
    auto original = load(source.get());
    const auto target = memoryFile();
    ASSERT_TRUE(save(*original, target.get()));
    EXPECT_EQ(slurp(target).find("DOE^JANE"), std::string::npos);
    EXPECT_EQ(read(*load(target.get())).trailing, 0U);
}

TEST_F(Saving, neverWritesADamagedFile)
{
    const auto source = memoryFile(slurp(pydicomFolder + "test_files/MR_small.dcm").substr(0, 5000));
    auto damaged = load(source.get());
    ASSERT_TRUE(damaged);
    const auto target = memoryFile();
    const auto saved = save(*damaged, target.get());
    ASSERT_FALSE(saved);
    EXPECT_EQ(saved.error().code, ErrorCode::Unsupported);
    EXPECT_EQ(slurp(target), "");
}

TEST_F(Saving, keepsPixelsInASyntaxThatDcmtkDoesNotKnow)
{
    const auto path = shared("dicom/transfer-syntax");
    int found = 0;
    for (const auto& name : filesBelow(path)) {
        const auto file = openForReading(name);
        auto original = load(file->get());
        if (!original || original->transferSyntaxUid().rfind("1.2.840.10008.1.2.4.20", 0) != 0)
            continue;
        ++found;
        const auto target = memoryFile();
        ASSERT_TRUE(save(*original, target.get())) << name;
        EXPECT_TRUE(checkReadBack(target.get(), *original)) << name;
        const auto again = load(target.get());
        EXPECT_EQ(again->transferSyntaxUid(), original->transferSyntaxUid());
        EXPECT_EQ(fragmentsOfFile(*again), fragmentsOfFile(*original));
        EXPECT_FALSE(fragmentsOfFile(*again).empty());
    }
    if (found == 0)
        GTEST_SKIP() << "no shared test data";
}

TEST_F(Saving, saysWhenTheDiskIsFull)
{
    const Descriptor full{::open("/dev/full", O_WRONLY)};
    const auto saved = save(*dataSet, full.get());
    ASSERT_FALSE(saved);
    EXPECT_EQ(saved.error().code, ErrorCode::NoSpace);
}

TEST_F(Saving, readBackSeesEveryFlippedByteOfTheDataSet)
{
    const auto target = memoryFile();
    ASSERT_TRUE(save(*dataSet, target.get()));
    const auto good = slurp(target);
    ASSERT_TRUE(checkReadBack(target.get(), *dataSet));
    int unseen = 0;
    for (std::size_t at = 400; at < good.size(); at += at < 6000 ? 1 : 211) {
        auto bad = good;
        bad[at] = static_cast<char>(bad[at] ^ 0x01);
        if (checkReadBack(memoryFile(bad).get(), *dataSet))
            ++unseen;
    }
    // Padding and the letters of a VR that stays compatible are no content.
    EXPECT_LE(unseen, 60);
}

TEST_F(Saving, replacesFragmentsWithAnOffsetTableOfItsOwn)
{
    const std::vector<std::vector<Bytes>> frames{{{1, 2, 3}}, {{4, 5}, {6}}};
    ASSERT_TRUE(replaceFragments(*dataSet, frames, "1.2.840.10008.1.2.5"));
    const auto target = memoryFile();
    ASSERT_TRUE(save(*dataSet, target.get()));
    ASSERT_TRUE(checkReadBack(target.get(), *dataSet));

    const auto again = load(target.get());
    EXPECT_EQ(again->transferSyntaxUid(), "1.2.840.10008.1.2.5");
    EXPECT_EQ(offsetTable(*again), (std::vector<std::uint32_t>{0, 12}));
    EXPECT_EQ(fragmentsOfFile(*again), (std::vector<Bytes>{{1, 2, 3, 0}, {4, 5}, {6, 0}}));
    EXPECT_FALSE(fragment(*again, 3));

    EXPECT_FALSE(replaceFragments(*dataSet, frames, "1.2.840.10008.1.2.1"));
}

TEST_F(Saving, replacesNativeSamples)
{
    const Bytes samples{1, 2, 3, 4};
    ASSERT_TRUE(replaceNative(*dataSet, samples, 2));
    const auto target = memoryFile();
    ASSERT_TRUE(save(*dataSet, target.get()));
    ASSERT_TRUE(checkReadBack(target.get(), *dataSet));
    EXPECT_EQ(*nativeBytes(*load(target.get()), 0, 4), samples);
}
