// SPDX-License-Identifier: Apache-2.0
#include "widgets/review/items.h"

#include <QTemporaryDir>

#include <gtest/gtest.h>

#include <set>

namespace {

using engine::journey::Discovered;
using engine::journey::Project;
using widgets::review::Item;
using widgets::review::Kind;

/// A project of invented images, told apart by what a test says of each.
class Items : public testing::Test {
protected:
    Discovered& add(const std::string& series, const std::string& modality)
    {
        const auto name = std::to_string(m_found.size() + 1);
        Discovered one;
        one.source = {"/in/" + name + ".dcm", -1, "in/" + name + ".dcm", "digest" + name};
        auto& instance = one.instance;
        instance.kind = engine::study::FileKind::Dicom;
        instance.sopInstanceUid = "1.2.3.4." + name;
        instance.patientId = "P";
        instance.studyUid = "1.2";
        instance.seriesUid = series;
        instance.modality = modality;
        instance.instanceNumber = int(m_found.size());
        instance.frames = instance.samplesPerPixel = 1;
        instance.rows = instance.columns = 100;
        return m_found.emplace_back(std::move(one));
    }

    void make()
    {
        auto project = Project::create(m_home.filePath("project").toStdString(), {}, {});
        ASSERT_TRUE(project);
        m_project = std::move(*project);
        ASSERT_TRUE(m_project->record(m_found));
    }

    std::vector<Item> items() const { return widgets::review::itemsOf(*m_project); }

    QTemporaryDir m_home;
    std::vector<Discovered> m_found;
    std::unique_ptr<Project> m_project;
};

TEST_F(Items, putTheSlicesOfOneSizeTogether)
{
    for (int i = 0; i < 5; ++i)
        add("1.1", "CT");
    add("1.1", "CT").instance.rows = 300; // a scout in the series
    make();
    ASSERT_EQ(items().size(), 2);
    EXPECT_EQ(items()[0].kind, Kind::Cells);
    EXPECT_EQ(items()[0].instances.size(), 5);
    EXPECT_EQ(items()[1].kind, Kind::Single);
    EXPECT_EQ(items()[1].id, items()[0].id) << "of the same series";
}

TEST_F(Items, leaveClipsAndPlatesByThemselves)
{
    for (int i = 0; i < 2; ++i) {
        auto& clip = add("1.1", "US").instance;
        clip.frames = 30;
        clip.samplesPerPixel = 3;
        add("1.2", "DX");
    }
    for (int i = 0; i < 3; ++i)
        add("1.3", "OT").instance.samplesPerPixel = 3; // screen captures
    add("1.4", "SR").instance.frames = 0;
    make();
    std::vector<Kind> kinds;
    for (const auto& item : items())
        kinds.push_back(item.kind);
    EXPECT_EQ(kinds, (std::vector{Kind::Sheet, Kind::Sheet, Kind::Single, Kind::Single, Kind::Sheet, Kind::Header}));
}

TEST_F(Items, showThePagesOfADocumentOneAfterAnother)
{
    for (const auto* format : {"PDF", "TIFF", "GIF"}) {
        auto& pages = add("1.1", "XC").instance;
        pages.kind = engine::study::FileKind::Image;
        pages.format = format;
        pages.frames = 3;
        pages.samplesPerPixel = 3;
    }
    make();
    std::vector<Kind> kinds;
    for (const auto& item : items())
        kinds.push_back(item.kind);
    EXPECT_EQ(kinds, (std::vector{Kind::Single, Kind::Single, Kind::Sheet}));
}

TEST_F(Items, areThoseOfTheSampleAndOfStrataThatFailed)
{
    for (int i = 0; i < 4; ++i)
        add("1." + std::to_string(i + 1), "CT");
    make();
    engine::review::SampleDrawn sample{{"series", .05, .95, {}}, "seed", "digest", {}};
    sample.strata.push_back({"CT", "CT", false, 1, {{"2.1", {"i3"}}, {"2.2", {"i1"}}, {"2.3", {"i4"}}}});
    ASSERT_TRUE(m_project->perform(sample));
    ASSERT_EQ(items().size(), 2);
    EXPECT_EQ(items()[0].instances.front(), "i2") << "it is in no stratum";
    EXPECT_EQ(items()[1].instances.front(), "i3");

    using engine::review::Category;
    using engine::review::ItemVerdict;
    ASSERT_TRUE(m_project->perform(engine::review::ItemsJudged{{{"i3", {ItemVerdict::Found, Category::Name, {}}}}}));
    EXPECT_EQ(items().size(), 4);
}

TEST_F(Items, areShownToASecondReaderWithoutWhatTheFirstSaid)
{
    using namespace engine::review;
    using widgets::review::Reading;
    for (int i = 0; i < 3; ++i)
        add("1." + std::to_string(i + 1), "CT");
    make();
    const auto judged = [](ItemVerdict verdict) { return Judgement{verdict, Category::None, {}}; };
    ASSERT_TRUE(
        m_project->perform(ItemsJudged{{{"i1", judged(ItemVerdict::Clean)}, {"i2", judged(ItemVerdict::Found)}}}));
    ASSERT_TRUE(m_project->perform(SecondReadingAsked{{"i1", "i2"}}));
    const Reading second{Reading::Role::Second, "r2"}, third{Reading::Role::Third, "r3"};

    const auto asked = widgets::review::itemsOf(*m_project, second);
    ASSERT_EQ(asked.size(), 2);
    for (const auto& item : asked)
        EXPECT_EQ(widgets::review::judgementOf(m_project->state(), item, second).verdict, ItemVerdict::None);
    EXPECT_TRUE(widgets::review::itemsOf(*m_project, third).empty());

    ASSERT_TRUE(
        m_project->perform(SecondRead{"r2", {{"i1", judged(ItemVerdict::Clean)}, {"i2", judged(ItemVerdict::Clean)}}}));
    EXPECT_EQ(widgets::review::judgementOf(m_project->state(), asked[1], second).verdict, ItemVerdict::Clean);
    EXPECT_EQ(widgets::review::judgementOf(m_project->state(), asked[1]).verdict, ItemVerdict::Found);
    EXPECT_TRUE(widgets::review::itemsOf(*m_project, {Reading::Role::Second, "r4"}).empty())
        << "somebody else read them";
    const auto open = widgets::review::itemsOf(*m_project, third);
    ASSERT_EQ(open.size(), 1);
    EXPECT_EQ(open.front().instances.front(), "i2");
    EXPECT_EQ(widgets::review::judgementOf(m_project->state(), open.front(), third).verdict, ItemVerdict::None);
}

TEST_F(Items, mixKnownCasesAmongTheRealOnesEachBeforeItsCarrierAndPracticeFirst)
{
    for (int i = 0; i < 12; ++i)
        add("1." + std::to_string(i), "CT");
    make();
    const auto real = items();
    engine::review::CasesPlanted planted{"planter", "seed", {}};
    engine::review::CasesChecked checked{"checker", {}};
    for (int i = 0; i < 15; ++i) {
        engine::review::KnownCase one;
        one.id = "k" + std::to_string(i);
        one.kind = engine::review::CaseKind::Header;
        one.carrier = "i" + std::to_string(i % 12 + 1);
        one.words = "NOWAK ANNA";
        one.place = "(0020,4000)";
        one.isPractice = i < 3;
        planted.cases.push_back(one);
        checked.changes.push_back({one.id, engine::review::Fitness::Fits});
    }
    ASSERT_TRUE(m_project->perform(planted));
    EXPECT_EQ(items(), real) << "nobody has checked them";
    EXPECT_EQ(widgets::review::itemsOf(*m_project, {widgets::review::Reading::Role::Checker, "checker"}).size(), 15);
    ASSERT_TRUE(m_project->perform(checked));

    const auto mixed = items();
    ASSERT_EQ(mixed.size(), 27);
    EXPECT_EQ(mixed, items()) << "the order stays";
    std::set<std::string> seen;
    for (std::size_t i = 0; i < mixed.size(); ++i) {
        const auto& one = mixed[i];
        const auto* known = widgets::review::caseOf(m_project->state(), one);
        EXPECT_EQ(known && known->isPractice, i < 3) << i;
        if (known)
            EXPECT_FALSE(seen.contains(one.instances.front())) << "its carrier was shown before";
        else
            seen.insert(one.instances.front());
    }
    EXPECT_EQ(widgets::review::itemsOf(*m_project, {widgets::review::Reading::Role::First, "checker"}), real);
    ASSERT_TRUE(m_project->perform(engine::review::CasesRemoved{}));
    EXPECT_EQ(items(), real);
}

TEST_F(Items, showAHeadThatWasCutAsItWasWhereAKnownCaseSaysSo)
{
    for (int i = 0; i < 3; ++i)
        add("1.1", "MR");
    make();
    for (const auto& item : m_project->staleCandidates()) {
        const auto order = m_project->orderFor(item);
        ASSERT_TRUE(order);
        ASSERT_TRUE(m_project->record(engine::journey::Candidate{order->item, order->stamp, {}, {}}));
    }
    engine::review::KnownCase face;
    face.id = "k0123456789abcdef";
    face.kind = engine::review::CaseKind::Face;
    face.carrier = "i2";
    face.category = engine::review::Category::Face;
    ASSERT_TRUE(m_project->perform(engine::review::CasesPlanted{"planter", "seed", {face}}));
    ASSERT_TRUE(
        m_project->perform(engine::review::CasesChecked{"checker", {{face.id, engine::review::Fitness::Fits}}}));

    const auto mixed = items();

    ASSERT_EQ(mixed.size(), 2);
    EXPECT_EQ(mixed[0].known, face.id);
    EXPECT_EQ(mixed[0].instances, mixed[1].instances);
    const auto planted = widgets::review::sightOf(*m_project, mixed[0], false);
    const auto real = widgets::review::sightOf(*m_project, mixed[1], false);
    EXPECT_TRUE(planted.isCandidate && real.isCandidate) << "nothing tells them apart but the face";
    for (std::size_t i = 0; i < 3; ++i) {
        EXPECT_EQ(planted.plates[i].file, "") << "the original";
        EXPECT_NE(real.plates[i].file, "") << "as it would leave";
    }
}

}
