// SPDX-License-Identifier: Apache-2.0
// The storyboard of a curator's sample, by keys alone, with what a person presses counted.
#include "tests/app/window/storyboard.h"
#include "widgets/face/face_screen.h"

#include <QDirIterator>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

#include <cstdio>
#include <set>

namespace app::window::test {

namespace {

using engine::review::CaseKind;

/// A curator, a second reader, a third person and two who sign, over a collection with planted identities.
class Curator : public Storyboard {
public:
    void SetUp() override
    {
        if (!QFile::exists(folder))
            GTEST_SKIP() << "needs ../shared/testdata/synthetic";
        Storyboard::SetUp();
    }

    void statesAPolicyBeforeAnythingIsLookedAt()
    {
        play({"until \"Open the sample project\" 10", "key Ctrl+Shift+O", "rest 300", "type " + folder, "key Return"});
        window.activateWindow(); // as a window manager does where a dialog goes; the offscreen platform has none
        play({"until \"Kinds of images\" 60", "quiet \"Start checks (not now)\" 60", "rest 300", "key Ctrl+L",
              "until \"Held to\" 5"});
        for (int stop = 0; stop < 6; ++stop)
            play({"key Right"}); // from 5 to 30 %
        play({"key Ctrl+Shift+P", "until \"Stated, and in the journal\" 5"});
    }

    void hasEverythingChecked()
    {
        play({"key Ctrl+1", "rest 200", "key Ctrl+Return", "until \"Go to Rules\" 20", "key Ctrl+Return",
              "until \"Looking for text\" 60", "quiet \"Looking for text\" 600", "quiet \"Writing files\" 300"});
        play({"key 2", "until \"0 of 2 read\" 10", "key Space", "key Space", "until \"2 of 2 read\" 5", "key Ctrl+3",
              "rest 1000"});
        onImages({"repeat \"Until you decide it stays out\" 120", "    key Shift+A", "    rest 200", "    key Shift+A",
                  "    key Space", "    rest 100"});
        const auto open = [&] { return engine::review::blocksOf(session().state()).openFindings.size(); };
        const auto& bar = window.findChild<widgets::face::FaceScreen*>()->bar();
        for (int tries = 0; open() > 0 && tries < 12 && !HasFatalFailure(); ++tries) {
            onImages({"rest 700", "key Space"}); // a photograph that may show somebody asks why it may go
            bar.isAsking() ? onImages({"key 3"}) : looksRound();
            if (bar.isAsking())
                onImages({"key Y"}); // of the skull of a phantom: no face
        }
        EXPECT_EQ(open(), 0U);
    }

    /// From the front each time: three sixths of a turn reach a side.
    void looksRound()
    {
        for (const char* side : {"Right", "Left", "Down"}) {
            onImages({"key Home"});
            for (int i = 0; i < 3; ++i)
                onImages({QString{"key "} + side, "rest 420"});
        }
        onImages({"key Home", "rest 420", "key Space"});
    }

    void draws()
    {
        play({"key Ctrl+L", "quiet \"not yet written\" 120", "until \"Draw and lock\" 20", "rest 300",
              "key Ctrl+Return", "until \"Drawn and locked\" 5", "key Ctrl+Return", "until \"Clean, next\" 10"});
    }

    void hasKnownCasesPlantedAndChecked()
    {
        play({"key Ctrl+Shift+R", "key 4", "key 1", "until \"case(s) are planted\" 120", "key Ctrl+Shift+R", "key 4",
              "key 1", "until \"Known cases, to check\" 5"});
        for (const auto& [id, one] : session().state().known.cases)
            if (one.words.size() >= 8)
                planted.insert(QByteArray::fromStdString(one.words));
        const auto checked = readAll();
        EXPECT_EQ(checked.clean.size(), 40U) << "thirty and ten for practice";
        EXPECT_EQ(Strokes::most(checked.clean), 1);
        play({"key Space", "until \"Sample\" 5"});
    }

    /// Sees what is planted but for one, and a leak of the collection's own.
    void readsTheSample()
    {
        bool hasMissed = false, hasFound = false;
        const auto strokes = readAll([&](const std::string& item) -> QStringList {
            const auto& known = session().state().known.cases;
            if (const auto one = known.find(item); one != known.end()) {
                const bool isMissed = !one->second.isPractice && !std::exchange(hasMissed, true);
                return isMissed || one->second.kind == CaseKind::None ? QStringList{} : QStringList{"X", "N"};
            }
            if (project().collection().entry(item)->instance.modality != "CT" || std::exchange(hasFound, true))
                return {};
            leak = item;
            return {"X", "I"};
        });
        const auto ones = std::count(strokes.clean.begin(), strokes.clean.end(), 1);
        std::printf("%zu clean items, %td of them by one key; %zu leaks by at most %d keys\n", strokes.clean.size(),
                    ones, strokes.leaks.size(), Strokes::most(strokes.leaks));
        EXPECT_GE(double(ones), .95 * double(strokes.clean.size()));
        EXPECT_GT(strokes.clean.size(), 20U);
        EXPECT_GE(strokes.leaks.size(), 35U);
        EXPECT_LE(Strokes::most(strokes.leaks), 3);
        play({"key Space", "until \"The known cases are removed. The reader: 29 of 30\" 5"});
        EXPECT_TRUE(session().state().known.cases.empty());
    }

    /// A box over what was found, another verdict with its reason, and another sample.
    void repairsAndDrawsAgain()
    {
        play({"key N", "until \"identity\" 2", "key Ctrl+3", "rest 1500", "key R", "key Return", "key Return"});
        for (const char* by : {"Right", "Right", "Right", "Down", "Down"})
            onImages({QString{"key Shift+"} + by});
        play({"key Return", "until \"Drawn by hand\" 10", "rest 300", "quiet \"Writing files\" 60"});
        const auto& instances = project().collection().instancesBelow(project().collection().node(leak)->parent);
        EXPECT_TRUE(std::any_of(instances.begin(), instances.end(), [&](const auto* one) {
            return one->id == session().position();
        })) << "Text opened with the image of the leak";
        play({"key Ctrl+5", "until \"Clean, next\" 10"});
        look();
        play({"key Space", "until \"Why is it clean now?\" 5", "key 1"});
        EXPECT_EQ(session().state().items.at(leak).reason, "repaired");
        play({"key Ctrl+L", "rest 300", "key Ctrl+Shift+D", "key 1", "until \"nothing is drawn yet\" 5",
              "key Ctrl+Return", "until \"Drawn and locked\" 5", "key Ctrl+Return", "rest 300"});
        readAll();
        EXPECT_EQ(session().state().sample->draws, 2U);
    }

    void isReadTwiceAndDecided()
    {
        play({"key Ctrl+Shift+R", "key 2", "key 2", "until \"Second reading\" 5"});
        bool hasFlagged = false;
        const auto second = readAll(
            [&](const std::string&) { return std::exchange(hasFlagged, true) ? QStringList{} : QStringList{"F"}; });
        EXPECT_EQ(Strokes::most(second.clean), 1);
        play({"key Ctrl+Shift+R", "key 3", "until \"Where two differ\" 5"});
        readAll();
        EXPECT_FALSE(session().state().second.adjudicated.empty());
        EXPECT_TRUE(engine::review::blocksOf(session().state()).conflicts.empty());
        play({"key Space", "rest 200"});
    }

    void isSignedByTwo()
    {
        const auto by = [](const QString& name) {
            return QStringList{"type " + name, "key Tab", "type Data steward",
                               "key Tab",      "key Tab", "type correct horse battery"};
        };
        play({"key Ctrl+G", "until \"What the sample says\" 5", "picture storyboard-a-result", "key Ctrl+Return",
              "until \"all 10 hold\" 60"});
        play(by("Ines Albrecht"));
        play({"key Ctrl+Return", "until \"Certificate\" 180", "until \"The signature holds\" 120", "key F6"});
        play(by("Jon Berg"));
        play({"key Ctrl+Shift+A", "until \"Signed by both\" 120", "key Ctrl+Return",
              "until \"The signature holds\" 120", "picture storyboard-a-signed"});
        ASSERT_EQ(session().state().approvals.size(), 1U);
        EXPECT_NE(session().state().approvals[0].reviewer, session().state().signature->reviewer);
    }

    /// By somebody who has the folder and the command line only.
    void isVerifiedElsewhere(const QString& release)
    {
        QProcess verify;
        verify.start(SAFELIGHT_PROGRAMS "/safelight-cli", {"verify", release, "--json", "-"});
        ASSERT_TRUE(verify.waitForFinished(60'000));
        EXPECT_EQ(verify.exitCode(), 0) << verify.readAllStandardError().toStdString();
        const auto told = QJsonDocument::fromJson(verify.readAllStandardOutput()).object();
        EXPECT_EQ(told["status"].toString().toStdString(), "released");
        EXPECT_EQ(told["fault"].toString().toStdString(), "");
        ASSERT_FALSE(planted.empty());
        int files = 0;
        for (QDirIterator each{release, QDir::Files, QDirIterator::Subdirectories}; each.hasNext(); ++files) {
            QFile file{each.next()};
            ASSERT_TRUE(file.open(QIODevice::ReadOnly));
            const auto bytes = file.readAll();
            for (const auto& words : planted)
                EXPECT_FALSE(bytes.contains(words)) << qPrintable(file.fileName()) << ' ' << words.toStdString();
        }
        EXPECT_GT(files, 60);
    }

    const QString folder = SAFELIGHT_SHARED "/testdata/synthetic";
    std::string leak;
    std::set<QByteArray> planted; ///< words of known cases that are long enough to be nothing else
};

TEST_F(Curator, goesFromAPolicyToTwoSignaturesByKeysAlone)
{
    using Chapter = void (Curator::*)();
    for (const Chapter chapter : std::initializer_list<Chapter>{
             &Curator::statesAPolicyBeforeAnythingIsLookedAt, &Curator::hasEverythingChecked, &Curator::draws,
             &Curator::hasKnownCasesPlantedAndChecked, &Curator::readsTheSample, &Curator::repairsAndDrawsAgain,
             &Curator::isReadTwiceAndDecided, &Curator::isSignedByTwo}) {
        (this->*chapter)();
        if (HasFatalFailure())
            return;
    }
    isVerifiedElsewhere(QString::fromStdString(project().folder()) + "-release-signed-2");
    std::printf("%d keys outside the review of images\n", presses);
    EXPECT_LE(presses, 80);
}

}

}
