// SPDX-License-Identifier: Apache-2.0
#include "engine/study/collection.h"
#include "engine/study/geometry_class.h"

#include <gtest/gtest.h>

namespace engine::study {

namespace {

Entry entry(int number, const std::string& patient, const std::string& study, const std::string& series, int instance)
{
    Entry made;
    made.id = "i" + std::to_string(number);
    made.instance.patientId = patient;
    made.instance.studyUid = study;
    made.instance.seriesUid = series;
    made.instance.sopInstanceUid = "sop" + std::to_string(number);
    made.instance.instanceNumber = instance;
    return made;
}

}

TEST(Collection, isATreeWithIdsInTheOrderOfImport)
{
    const Collection collection{
        {entry(1, "B", "b1", "b1s", 2), entry(2, "A", "a1", "a1s", 1), entry(3, "B", "b1", "b1s", 1)}};

    EXPECT_EQ(collection.patients(), (std::vector<std::string>{"p1", "p2"}));
    ASSERT_NE(collection.node("p1"), nullptr);
    EXPECT_EQ(collection.node("p1")->uid, "B");
    EXPECT_EQ(collection.node("b1s")->id, "s1");
    EXPECT_EQ(collection.node("s1")->children, (std::vector<std::string>{"i3", "i1"})) << "by instance number";
    EXPECT_EQ(collection.instancesBelow("p1").size(), 2U);
    EXPECT_EQ(collection.entry("sop2")->id, "i2");
    EXPECT_EQ(collection.entry("s1"), nullptr);
    EXPECT_EQ(collection.node(""), nullptr);
    EXPECT_EQ(collection.nodes(Level::Instance).size(), 3U);
}

TEST(Collection, keepsTheSameSeriesUidOfTwoPatientsApart)
{
    const Collection collection{{entry(1, "A", "x", "s", 1), entry(2, "B", "x", "s", 1)}};
    EXPECT_EQ(collection.nodes(Level::Series).size(), 2U);
}

TEST(GeometryClass, tellsLayoutsApartWithoutTellingTheDevice)
{
    Instance a;
    a.modality = "US";
    a.columns = 640;
    a.rows = 480;
    a.model = "Vivid";
    auto b = a;
    b.model = "Other";
    EXPECT_NE(geometryClassOf(a), geometryClassOf(b));
    EXPECT_EQ(geometryClassOf(a).find("Vivid"), std::string::npos);
}

}
