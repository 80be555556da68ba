// SPDX-License-Identifier: Apache-2.0
#include "widgets/collection/strata.h"

#include <QAbstractItemModelTester>

#include <gtest/gtest.h>

namespace {

using namespace widgets::collection;

engine::study::Entry entryOf(const std::string& id, const std::string& modality, int frames)
{
    engine::study::Entry entry;
    entry.id = id;
    entry.instance.sopInstanceUid = "1." + id;
    entry.instance.modality = modality;
    entry.instance.frames = frames;
    entry.instance.columns = entry.instance.rows = 64;
    return entry;
}

TEST(Strata, countImagesOfOneKindTogetherAndPutTextFirst)
{
    const engine::study::Collection collection{
        {entryOf("i1", "MR", 1), entryOf("i2", "MR", 1), entryOf("i3", "US", 12)}};

    const auto strata = strataOf(collection);

    ASSERT_EQ(strata.size(), 2U);
    EXPECT_EQ(strata[0].modality, "US");
    EXPECT_TRUE(strata[0].showsText);
    EXPECT_EQ(strata[0].images, 12U);
    EXPECT_EQ(strata[1].files, 2U);
    EXPECT_FALSE(strata[1].showsText);
}

TEST(StrataModel, staysConsistentWhileRowsComeAndGo)
{
    StrataModel model;
    const QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::Fatal};

    model.setRows(strataOf(engine::study::Collection{{entryOf("i1", "MR", 1)}}));
    model.setRows({});

    EXPECT_EQ(model.rowCount(), 0);
}

}
