// SPDX-License-Identifier: Apache-2.0
#include "engine/base/atomic_file.h"
#include "engine/journey/neighbours.h"
#include "engine/journey/patients.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <unistd.h>

using namespace engine;
using namespace engine::journey;

namespace {

class Patients : public ::testing::Test {
protected:
    Result<std::map<std::string, std::string>> read(const std::string& text) const
    {
        std::filesystem::remove(m_path);
        EXPECT_TRUE(writeFile(m_path, viewOf(text), 0600));
        return readPatients(m_path);
    }

    std::string refusal(const std::string& row) const
    {
        const auto patients = read("id_old,id_new\n" + row + "\n");
        return patients ? "accepted" : patients.error().where.substr(m_path.size());
    }

    void TearDown() override { std::filesystem::remove(m_path); }

    std::string m_path = ::testing::TempDir() + "patients-" + std::to_string(::getpid()) + ".csv";
};

}

TEST_F(Patients, areReadWithQuotesAndByteOrderMark)
{
    const auto patients = read("\xEF\xBB\xBFid_old,id_new\r\n\"4711, B\",CASE-1\r\n4712,CASE-1\r\n");

    ASSERT_TRUE(patients) << patients.error().where;
    EXPECT_EQ(*patients, (std::map<std::string, std::string>{{"4711, B", "CASE-1"}, {"4712", "CASE-1"}}));
}

TEST_F(Patients, areRefusedWithTheRowAndWithoutItsValues)
{
    EXPECT_EQ(refusal("MRN-295513,S295513"), ", row 2: the pseudonym shows part of the Patient ID");
    EXPECT_EQ(refusal("295513,295"), ", row 2: the pseudonym shows part of the Patient ID");
    EXPECT_EQ(refusal("MRN-7734919,S-773491"), ", row 2: the pseudonym shows part of the Patient ID");
    EXPECT_EQ(refusal("Doe^Jane,JANE1"), ", row 2: the pseudonym shows part of the Patient ID");
    EXPECT_NE(refusal("4711,../up"), "accepted");
    EXPECT_NE(refusal("4711,a\\b"), "accepted");
    EXPECT_NE(refusal("4711,"), "accepted");
    EXPECT_NE(refusal(",CASE-1"), "accepted");
    EXPECT_NE(refusal("4711"), "accepted");
    EXPECT_EQ(refusal("4711,CASE-1\n4711,CASE-2"), ", row 3: this Patient ID was named before");
    EXPECT_EQ(refusal("4711,CASE-1"), "accepted");
}

TEST(NeighbouringFiles, tellWhatAPersonIsCalledInAnotherStudy)
{
    study::Instance named, other, stranger;
    named.studyUid = "1.1";
    other.studyUid = "1.2";
    stranger.studyUid = "1.3";
    named.patientId = other.patientId = "4711";
    stranger.patientId = "4712";
    named.identity = {{"Doe^Jane", "PatientName"}, {"20180118", "StudyDate"}};
    Neighbours neighbours;
    for (const auto* instance : {&named, &other, &stranger})
        neighbours.add(*instance);

    const std::vector<std::array<std::string, 2>> name{{"Doe^Jane", "PatientName"}};
    EXPECT_EQ(neighbours.identityOf(other), name) << "days of another study are not this one's";
    EXPECT_TRUE(neighbours.identityOf(stranger).empty());
}

TEST_F(Patients, needTheirHeaderLineAndEndedQuotes)
{
    EXPECT_EQ(read("4711,CASE-1\n").error().code, ErrorCode::BadArgument);
    EXPECT_EQ(read("id_old,id_new\n\"4711,CASE-1\n").error().code, ErrorCode::Damaged);
    EXPECT_EQ(read("").error().code, ErrorCode::BadArgument);
}

TEST_F(Patients, thatShareAPseudonymAreNamed)
{
    EXPECT_EQ(idsOfOnePseudonym({{"1", "A"}, {"2", "B"}, {"3", "A"}}), (std::set<std::string>{"1", "3"}));
    EXPECT_TRUE(idsOfOnePseudonym({{"1", "A"}, {"2", "B"}}).empty());
}

TEST(Neighbours, tellWhatAllFilesOfAStudySay)
{
    study::Instance one;
    study::Instance other;
    study::Instance elsewhere;
    one.studyUid = other.studyUid = "1.2";
    elsewhere.studyUid = "1.3";
    one.identity = {{"Doe^Jane", "PatientName"}};
    other.identity = {{"Doe^Jane", "PatientName"}, {"Miller", "OperatorsName"}};
    elsewhere.identity = {{"Smith", "PatientName"}};
    Neighbours neighbours;
    for (const auto& each : {one, other, elsewhere})
        neighbours.add(each);

    EXPECT_EQ(neighbours.identityOf(one), neighbours.identityOf(other));
    EXPECT_EQ(neighbours.identityOf(one).size(), 2U);
    EXPECT_EQ(neighbours.identityOf(elsewhere).size(), 1U);
}

TEST(Neighbours, tellTheWayFromTheInputToTheFile)
{
    study::Source source;
    source.root = "/data/anna/Smith_756289";
    source.path = "/data/anna/Smith_756289/ST0/a.dcm";
    EXPECT_EQ(Neighbours::pathOf(source), "Smith_756289/ST0/a.dcm");
    source.root = source.path = "/data/anna/Smith.zip";
    source.shownPath = "Smith.zip!/ST0/Smith.dcm";
    EXPECT_EQ(Neighbours::pathOf(source), "Smith.zip/ST0/Smith.dcm");
}
