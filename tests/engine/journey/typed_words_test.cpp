// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/typed_words.h"

#include <gtest/gtest.h>

namespace engine::journey {

namespace {

study::Collection ofOnePatient()
{
    study::Entry entry{"i1", {}, {}};
    entry.instance.identity = {{"M\xC3\xBCller^Kim van", "PatientName"},
                               {"19500309", "PatientBirthDate"},
                               {"MRN-4711", "PatientID"},
                               {"+49 30 123 45 67", "PatientTelephoneNumbers"},
                               {"Lange Str. 12^10115 Berlin", "PatientAddress"},
                               {"Smith^Ann", "ReferringPhysicianName"}};
    return study::Collection{{entry}};
}

}

TEST(TypedWords, thatSayWhoAPatientIsAreRefusedByTheAttributeAndNotByTheValue)
{
    const auto collection = ofOnePatient();
    for (const auto* telling : {"asked by Mrs. Muller", "as Kim wished", "MRN 4711", "born 9 March 1950", "09.03.1950",
                                "3/9/1950", "Mar 9, 1950", "on the 9th of March, 1950", "March 9th 1950",
                                "call 030 1234567", "call 1 23-45.67", "lives in Lange Str. 12", "10115 berlin"}) {
        const auto checked = checkTyped(collection, telling, "the reason");
        ASSERT_FALSE(checked) << telling;
        EXPECT_EQ(checked.error().code, ErrorCode::BadArgument);
        EXPECT_EQ(checked.error().where.find(telling), std::string::npos);
        EXPECT_EQ(checked.error().where.rfind("the reason would leave", 0), 0U) << checked.error().where;
    }
}

TEST(TypedWords, ofEverydayPass)
{
    const auto collection = ofOnePatient();
    for (const auto* harmless : {"a pilot of 12 patients in 1950", "Charit\xC3\xA9 Berlin", "van de Graaff, 2026-11-23",
                                 "Smith et al. published on 9 March 2020", "call 030 7654321", ""})
        EXPECT_TRUE(checkTyped(collection, harmless, "the reason")) << harmless;
}

}
