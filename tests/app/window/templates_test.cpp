// SPDX-License-Identifier: Apache-2.0
#include "app/places.h"
#include "app/window/main_window.h"
#include "engine/journey/template_exchange.h"
#include "tests/app/window/invented.h"
#include "widgets/look/rows.h"
#include "widgets/session/session.h"
#include "widgets/text/box_panel.h"
#include "widgets/text/template_page.h"
#include "widgets/text/text_screen.h"

#include <QAccessible>
#include <QApplication>
#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QLineEdit>
#include <QTemporaryDir>
#include <QTest>

#include <gtest/gtest.h>

namespace {

using app::window::MainWindow;
using app::window::test::Player;
using engine::journey::Project;
using engine::review::Finding;
using widgets::look::RowList;
using widgets::text::TemplatePage;
using widgets::text::TextScreen;

constexpr const char* readText = "PEARSON^ANNA 1950-04-01";

engine::journey::Discovered scan(int number, const std::string& model)
{
    auto found = app::window::test::invented(number, "US");
    found.instance.manufacturer = "Acme Medical Imaging Systems";
    found.instance.model = model;
    found.instance.frames = 3;
    found.instance.rows = 120;
    found.instance.columns = 160;
    return found;
}

/// A window on three images of one device and one of another; on the first a person blanked a box.
class Templates : public testing::Test {
protected:
    void SetUp() override
    {
        {
            auto project = Project::create(folder().toStdString(), {}, {});
            ASSERT_TRUE(project);
            ASSERT_TRUE((*project)->record(
                {scan(1, "Scanner 5"), scan(2, "Scanner 5"), scan(3, "Scanner 5"), scan(4, "Viewer 7")}));
            for (const auto* item : {"i1", "i2", "i3", "i4"})
                ASSERT_TRUE((*project)->record(engine::journey::Examined{item, "text", 3, 3, {}, findingsOn(item)}));
            ASSERT_TRUE((*project)->perform(
                engine::review::FindingsDecided{{{"f1", {engine::review::FindingVerdict::Remove, {}}}}}));
        }
        pictures = qEnvironmentVariable("SAFELIGHT_PICTURES", QDir::currentPath() + "/template-pictures");
        ASSERT_TRUE(QDir{}.mkpath(pictures));
        window.resize(960, 600);
        window.show();
        ASSERT_TRUE(QTest::qWaitForWindowActive(&window));
        window.open(folder());
        ASSERT_TRUE(QTest::qWaitFor([&] { return screen() && window.isQuiet(); }, 60'000));
        window.goTo("text");
        ASSERT_TRUE(QTest::qWaitFor([&] { return named<RowList>("Boxes")->rows().size() == 1; }, 30'000));
    }

    /// As if the search had found something on the first image only.
    static std::vector<Finding> findingsOn(const std::string& item)
    {
        if (item != "i1")
            return {};
        Finding finding;
        finding.id = "f1";
        finding.item = item;
        finding.place = "pixel";
        finding.text = readText;
        finding.machine = "phi";
        finding.box = {10, 8, 60, 8, 1, 3};
        return {finding};
    }

    QString folder() const { return home.filePath("project"); }
    TextScreen* screen() const { return window.findChild<TextScreen*>(); }
    TemplatePage& page() const { return screen()->templates(); }
    const Project& project() const { return window.findChild<widgets::session::Session*>()->project(); }
    template <class Widget>
    Widget* named(const QString& name) const
    {
        for (auto* one : screen()->findChildren<Widget*>()) {
            if (one->accessibleName() == name)
                return one;
        }
        return nullptr;
    }
    bool saysOnScreen(const QString& words) const
    {
        const auto all = screen()->findChildren<QLabel*>();
        return std::any_of(all.begin(), all.end(),
                           [&](auto* one) { return one->isVisible() && one->text().contains(words); });
    }
    std::size_t openBoxes() const
    {
        const auto& state = project().state();
        return std::size_t(std::count_if(state.findings.begin(), state.findings.end(),
                                         [&](const auto& one) { return engine::review::isOpen(state, one.second); }));
    }
    void press(const QString& name) const
    {
        auto* button = named<QAbstractButton>(name);
        ASSERT_TRUE(button && button->isVisible() && button->isEnabled()) << name.toStdString();
        button->setFocus();
        QTest::keyClick(button, Qt::Key_Space);
        ASSERT_TRUE(QTest::qWaitFor([&] { return window.isQuiet(); }, 10'000));
        QTest::qWait(200);
    }
    /// Presses what opens the dialog and answers it.
    void answer(const QString& name, const QString& file) const
    {
        auto* button = named<QAbstractButton>(name);
        ASSERT_TRUE(button && button->isEnabled()) << name.toStdString();
        button->click();
        ASSERT_TRUE(QTest::qWaitFor([] { return QApplication::activeModalWidget() != nullptr; }));
        auto* dialog = QApplication::activeModalWidget();
        QTest::qWait(300); // its folder is read meanwhile
        auto* edit = dialog->findChild<QLineEdit*>("fileNameEdit");
        ASSERT_TRUE(edit);
        edit->setText(file);
        QTest::keyClick(edit, Qt::Key_Return);
        ASSERT_TRUE(QTest::qWaitFor([&] { return QApplication::activeModalWidget() != dialog; }));
        window.activateWindow(); // as a window manager does; offscreen there is none
        ASSERT_TRUE(QTest::qWaitFor([&] { return window.isQuiet(); }, 10'000));
        QTest::qWait(200);
    }

    QTemporaryDir home;
    QString pictures;
    engine::pool::Pool pool{app::poolSettings(1)};
    mutable MainWindow window{pool, SAFELIGHT_RESOURCES, {}};
};

TEST_F(Templates, listsSayWordsInTheSmallestWindow)
{
    EXPECT_EQ(window.size(), QSize(960, 600)) << "nothing made it wider";
    const auto* queue = named<RowList>("Images to look through");
    ASSERT_TRUE(queue);
    EXPECT_GE(queue->viewport()->width(), 160);
    EXPECT_TRUE(queue->rows().front().isSection);
    EXPECT_TRUE(queue->rows().front().title.startsWith("Scanner 5")) << "the device first";
    const auto* boxes = named<RowList>("Boxes");
    ASSERT_TRUE(boxes);
    ASSERT_EQ(boxes->rows().size(), 1);
    const auto& row = boxes->rows().front();
    EXPECT_TRUE(row.right.isEmpty() && !row.sub.isEmpty()) << "a long text has its line for itself";
    EXPECT_TRUE(row.tip.contains(readText));
    const auto wanted = QFontMetrics{widgets::look::font(widgets::look::Type::Mono)}.horizontalAdvance(row.title);
    EXPECT_LE(wanted + 24 + 24, boxes->viewport()->width());

    auto* panel = screen()->findChild<widgets::text::BoxPanel*>();
    for (int letters = 1; letters < 24; ++letters) {
        auto finding = findingsOn("i1").front();
        finding.text.resize(std::size_t(letters), 'M');
        finding.id = "f2"; // open
        panel->showAll(project().state(), {&finding}, {});
        const auto& one = boxes->rows().front();
        const auto title = QFontMetrics{widgets::look::font(widgets::look::Type::Mono)}.horizontalAdvance(one.title);
        const auto state = QFontMetrics{widgets::look::font(widgets::look::Type::Small)}.horizontalAdvance(one.right);
        EXPECT_TRUE(one.right.isEmpty() || title + state + 36 + 12 + 12 <= boxes->viewport()->width()) << letters;
    }
}

TEST_F(Templates, areListedAndDrawnAndProposedByKeysAndNothingIsAppliedUnasked)
{
    Player player{window, pictures};
    ASSERT_EQ(openBoxes(), 0U) << "nothing is proposed by opening a project";

    ASSERT_EQ(player.play({"key Y", "until \"Templates of devices\" 5"}).toStdString(), "");
    ASSERT_EQ(page().rows().rows().size(), 1);
    const auto& row = page().rows().rows().front();
    EXPECT_EQ(row.title, "Acme Medical Imaging Systems Scanner 5");
    EXPECT_EQ(row.sub, "160×120 · 1 box(es) · fits 3 image(s)");
    const auto* drawing = named<widgets::canvas::Canvas>("Boxes of the template on its layout");
    ASSERT_TRUE(drawing);
    ASSERT_EQ(drawing->marks().size(), 1);
    EXPECT_EQ(drawing->marks().front().place, QRectF(10, 8, 60, 8));
    EXPECT_EQ(drawing->image().size(), QSize(160, 120));
    EXPECT_EQ(openBoxes(), 0U) << "looking proposes nothing";

    press("Propose its boxes");

    EXPECT_EQ(openBoxes(), 2U) << "on the two others of this device";
    EXPECT_TRUE(saysOnScreen("2 box(es) proposed"));
    ASSERT_EQ(project().deviceTemplates().size(), 1U);
    press("Learn from decisions");
    EXPECT_EQ(openBoxes(), 2U) << "again: nothing new";
    ASSERT_EQ(player.play({"picture templates", "key Escape"}).toStdString(), "");
    EXPECT_FALSE(page().list()->isVisible());
}

TEST_F(Templates, areTakenAwayByKeyAndBroughtBackByUndoAndButton)
{
    Player player{window, pictures};
    ASSERT_EQ(player.play({"key Y", "until \"Templates of devices\" 5"}).toStdString(), "");
    const auto row = [&] { return page().rows().rows().front(); };

    ASSERT_EQ(player.play({"key Delete"}).toStdString(), "");

    EXPECT_TRUE(engine::journey::templatesInUse(project()).empty());
    ASSERT_EQ(page().rows().rows().size(), 1) << "who took it away sees that";
    EXPECT_EQ(row().right, "taken away");
    EXPECT_TRUE(saysOnScreen("Taken away: it proposes nothing."));
    for (const auto* name : {"Propose its boxes", "Learn from decisions", "Write to a file…"})
        EXPECT_FALSE(named<QAbstractButton>(name)->isEnabled()) << name;
    page().propose();
    EXPECT_EQ(openBoxes(), 0U);
    ASSERT_EQ(player.play({"picture templates-taken-away", "key Backspace"}).toStdString(), "");
    EXPECT_TRUE(row().right.isEmpty()) << "undo brings it back";
    press("Take it away");
    EXPECT_EQ(row().right, "taken away");
    press("Bring it back");
    EXPECT_TRUE(row().right.isEmpty());
    press("Propose its boxes");
    ASSERT_EQ(openBoxes(), 2U);

    press("Take it away");

    EXPECT_EQ(openBoxes(), 2U) << "what it proposed waits for a person";
    const auto& state = project().state();
    ASSERT_EQ(state.findings.size(), 3U) << "the key means the template, never a box behind it";
    ASSERT_EQ(player.play({"key Escape", "key Tab", "key Delete"}).toStdString(), "");
    EXPECT_EQ(state.decisions.at("f1").reason, "not-text") << "and the box again, once the image is back";
}

TEST_F(Templates, areWrittenToAFileAndReadFromOneWithWhatWasRefused)
{
    Player player{window, pictures};
    ASSERT_EQ(player.play({"key Y", "until \"Templates of devices\" 5"}).toStdString(), "");
    const auto file = home.filePath("devices.json");

    answer("Write to a file…", file);

    EXPECT_TRUE(saysOnScreen("1 template(s) written"));
    QFile written{file};
    ASSERT_TRUE(written.open(QIODevice::ReadOnly));
    const auto text = written.readAll();
    EXPECT_FALSE(text.contains("PEARSON"));
    const auto read = engine::journey::readTemplates(text.toStdString());
    ASSERT_TRUE(read);
    EXPECT_EQ(read->templates.size(), 1U);
    answer("Write to a file…", file);
    EXPECT_FALSE(saysOnScreen("1 template(s) written")) << "a file that is there is never replaced";
    answer("Write to a file…", folder() + "/devices.json");
    EXPECT_FALSE(QFile::exists(folder() + "/devices.json"));

    const auto script = home.filePath("site.script");
    QFile ctp{script};
    ASSERT_TRUE(ctp.open(QIODevice::WriteOnly));
    ctp.write(" { [0040,0310].containsIgnoreCase(\"DLP\") }\n (0,0,5,5)\n"
              " { ManufacturerModelName.equals(\"Viewer 7\") }\n (0,0,160,10)\n");
    ctp.close();
    answer("Read a file…", script);

    EXPECT_TRUE(saysOnScreen("1 template(s) kept. 1 box(es) proposed"));
    EXPECT_TRUE(saysOnScreen("line 1: element 0040,0310"));
    EXPECT_EQ(openBoxes(), 1U);
    EXPECT_EQ(page().rows().rows().size(), 2);
}

TEST_F(Templates, canOnlyBeLookedAtWhenSigned)
{
    auto* session = window.findChild<widgets::session::Session*>();
    ASSERT_TRUE(session->perform(engine::review::Signed{"r1", "review", std::string(64, 'a'), "s"}));
    Player player{window, pictures};

    ASSERT_EQ(player.play({"key Y", "until \"Signed: templates\" 5"}).toStdString(), "");

    for (const auto* name : {"Propose its boxes", "Learn from decisions", "Read a file…"})
        EXPECT_FALSE(named<QAbstractButton>(name)->isEnabled()) << name;
    EXPECT_TRUE(named<QAbstractButton>("Write to a file…")->isEnabled());
    page().propose();
    page().remove();
    EXPECT_TRUE(project().deviceTemplates().empty());
    EXPECT_FALSE(engine::journey::templatesInUse(project()).empty());
}

TEST_F(Templates, haveNamesForWhoDoesNotSee)
{
    QTest::keyClick(&window, Qt::Key_Y);
    QTest::qWait(100);
    for (auto* one : page().side()->findChildren<QWidget*>()) {
        if (one->focusPolicy() == Qt::NoFocus)
            continue;
        auto* interface = QAccessible::queryAccessibleInterface(one);
        ASSERT_TRUE(interface);
        EXPECT_FALSE(interface->text(QAccessible::Name).isEmpty()) << one->metaObject()->className();
    }
}

}
