// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/check_up.h"
#include "engine/journey/steps.h"
#include "tests/app/window/invented.h"
#include "widgets/collection/check_panel.h"
#include "widgets/collection/collection_screen.h"

#include <QFile>

#include <algorithm>

namespace {

using app::window::test::WindowOnInvented;
using engine::journey::Project;

const QString scan{"/usr/lib/python3/dist-packages/pydicom/data/test_files/CT_small.dcm"};

/// A window on a collection with a scan, its copy under another name, the same scan cut short, and a letter.
class CheckUpOfAWindow : public WindowOnInvented {
protected:
    void SetUp() override
    {
        if (!QFile::exists(scan))
            GTEST_SKIP() << "needs python3-pydicom";
        ASSERT_TRUE(QDir{home.path()}.mkdir("in"));
        ASSERT_TRUE(QFile::copy(scan, home.filePath("in/a.dcm")));
        ASSERT_TRUE(QFile::copy(scan, home.filePath("in/b.dcm")));
        QFile whole{scan};
        ASSERT_TRUE(whole.open(QIODevice::ReadOnly));
        write("in/torn.dcm", whole.read(3000));
        write("in/letter.txt", "not an image");
        auto made = Project::create(folder(), {}, {});
        ASSERT_TRUE(made);
        const auto found = engine::journey::discover({home.filePath("in").toStdString()}, pool, {});
        ASSERT_TRUE(found);
        ASSERT_TRUE((*made)->record(*found));
        auto namesake = app::window::test::invented(7, "CT");
        namesake.instance.patientId = (*made)->collection().entries().front().instance.patientId;
        namesake.instance.patientName = "SOMEBODY^ELSE";
        ASSERT_TRUE((*made)->record({namesake}));
        const auto result = engine::journey::checkUp(**made, {}, pool, {});
        ASSERT_TRUE(result);
        expected = *result;
        open(std::move(*made));
        play({"key Ctrl+1", "until \"What does not fit\" 20"});
    }

    void write(const QString& name, const QByteArray& bytes) const
    {
        QFile file{home.filePath(name)};
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    }

    widgets::look::RowList& list() const { return window.findChild<widgets::collection::CheckPanel*>()->list(); }
    const widgets::look::Row* row(const QString& words) const
    {
        const auto& rows = list().rows();
        const auto found = std::find_if(rows.begin(), rows.end(),
                                        [&](const auto& one) { return one.title == words || one.sub.contains(words); });
        return found == rows.end() ? nullptr : &*found;
    }

    engine::journey::CheckUp expected;
};

TEST_F(CheckUpOfAWindow, listsEveryFindingOfTheEngineAndEverySeriesWithItsRisks)
{
    ASSERT_TRUE(row("letter.txt"));
    EXPECT_EQ(row("letter.txt")->mark, widgets::look::Mark::Skip);
    ASSERT_TRUE(row("duplicate: "));
    const auto shown =
        std::count_if(list().rows().begin(), list().rows().end(), [](const auto& one) { return !one.isSection; });
    EXPECT_EQ(std::size_t(shown), expected.findings.size() + expected.series.size());
    ASSERT_FALSE(expected.series.empty());
    EXPECT_TRUE(row("Private elements")) << "CT_small.dcm has some";
    EXPECT_TRUE(row("Damaged") || row("torn.dcm"));
}

TEST_F(CheckUpOfAWindow, saysOfTheChosenLineWhatCanBeDoneAndDoesIt)
{
    const auto risk = row("Private elements");
    ASSERT_TRUE(risk);
    list().setFocus();
    while (list().currentId() != risk->id)
        play({"key Down"});

    play({"until \"settled under Rules\" 2", "until \"Show it\" 2", "key Return",
          "until \"Waits for the checks\" 5"}); // Review has its turn later; then it begins there

    EXPECT_EQ(closed()->position(), "i1");
}

TEST_F(CheckUpOfAWindow, looksAgainWhenAskedTo)
{
    ASSERT_TRUE(QFile::remove(home.filePath("in/a.dcm")));
    const auto before = list().rows();

    play({"key Ctrl+T", "until \"What does not fit\" 20"});

    EXPECT_NE(list().rows(), before) << "a file that is gone since is a finding";
}

TEST_F(CheckUpOfAWindow, tellsWhatTheRulesSettledAndShowsTheFile)
{
    const auto* told = row("Two people, one Patient ID");
    ASSERT_TRUE(told);
    EXPECT_TRUE(told->sub.startsWith("(0010,0020)"));
    EXPECT_EQ(told->right, "3 file(s)") << "the scan, what is left of it, and the other's";
}

TEST_F(CheckUpOfAWindow, comparesWithTheListOfASite)
{
    auto* screen = window.findChild<widgets::collection::CollectionScreen*>();
    ASSERT_TRUE(screen);
    screen->offer(engine::CsvRows{{"patient_id", "instances"}, {"NOBODY-HERE", "3"}});

    play({"until \"Not as the list says\" 20", "until \"In no row of the list\" 2"});

    ASSERT_TRUE(row("Not as the list says"));
    EXPECT_TRUE(row("0 instances instead of 3"));
    screen->offer(engine::CsvRows{{"patient_id"}});
    play({"until \"a row for each that is expected\" 2"});
}

}
