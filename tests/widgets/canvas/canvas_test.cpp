// SPDX-License-Identifier: Apache-2.0
#include "widgets/canvas/canvas.h"

#include <QAccessible>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

#include <gtest/gtest.h>

namespace {

using namespace widgets::canvas;
using widgets::look::Mark;

QImage greyImage(int width = 200, int height = 100)
{
    QImage image{width, height, QImage::Format_RGB32};
    image.fill(QColor{90, 90, 90});
    return image;
}

BoxMark boxOf(const QString& id, const QRectF& place)
{
    return {id, place, Mark::Identity, BoxMark::State::Proposed, "N"};
}

class CanvasTest : public testing::Test {
protected:
    CanvasTest()
    {
        canvas.setMargins(true);
        canvas.setCaption("US · i1", "File default");
        canvas.resize(800, 500);
        canvas.show();
        EXPECT_TRUE(QTest::qWaitForWindowExposed(&canvas));
        canvas.setImage(greyImage());
    }

    QPoint screen(double x, double y) const { return canvas.view().toScreen(QPointF{x, y}).toPoint(); }

    Canvas canvas{"Image"};
};

TEST_F(CanvasTest, paintsNothingOverPixelsButBoxesAndHandles)
{
    const auto bare = canvas.grab().toImage();
    const QRectF box{60, 30, 40, 20};

    canvas.setMarks({boxOf("f1", box)}, "f1");
    const auto marked = canvas.grab().toImage();

    const auto image = canvas.view().imageOnScreen();
    const auto around = canvas.view().toScreen(box).adjusted(-6, -6, 6, 6);
    int outside = 0, inside = 0;
    for (int y = 0; y < bare.height(); ++y) {
        for (int x = 0; x < bare.width(); ++x) {
            if (bare.pixel(x, y) == marked.pixel(x, y) || !image.contains(QPointF(x, y)))
                continue;
            ++(around.contains(QPointF(x, y)) ? inside : outside);
        }
    }
    EXPECT_EQ(outside, 0);
    EXPECT_GT(inside, 0);
}

TEST_F(CanvasTest, keepsTheImageClearOfItsCaption)
{
    EXPECT_GE(canvas.view().imageOnScreen().top(), 28);
}

TEST_F(CanvasTest, choosesTheBoxUnderThePointerAndTheInnerOneOfTwo)
{
    canvas.setMarks({boxOf("outer", {20, 20, 120, 60}), boxOf("inner", {60, 30, 20, 10})}, {});
    QSignalSpy chosen{&canvas, &Canvas::boxChosen};

    QTest::mouseClick(&canvas, Qt::LeftButton, {}, screen(30, 60));
    QTest::mouseClick(&canvas, Qt::LeftButton, {}, screen(70, 35));

    ASSERT_EQ(chosen.count(), 2);
    EXPECT_EQ(chosen[0][0].toString(), "outer");
    EXPECT_EQ(chosen[1][0].toString(), "inner");
}

TEST_F(CanvasTest, letsGoOfTheBoxByAClickBesideIt)
{
    canvas.setMarks({boxOf("f1", {20, 20, 30, 10})}, "f1");
    QSignalSpy chosen{&canvas, &Canvas::boxChosen};

    QTest::mouseClick(&canvas, Qt::LeftButton, {}, screen(150, 80));

    ASSERT_EQ(chosen.count(), 1);
    EXPECT_EQ(chosen[0][0].toString(), "");
}

TEST_F(CanvasTest, zoomsAtThePointer)
{
    const QPointF at = screen(150, 20);
    const auto before = canvas.view().toImage(at);
    QWheelEvent event{at,   canvas.mapToGlobal(at), {}, {0, 240}, Qt::NoButton, Qt::ControlModifier, Qt::NoScrollPhase,
                      false};

    QApplication::sendEvent(&canvas, &event);

    const auto after = canvas.view().toImage(at);
    EXPECT_NEAR(before.x(), after.x(), 1e-6);
    EXPECT_NEAR(before.y(), after.y(), 1e-6);
    EXPECT_FALSE(canvas.view().isFitted());
}

TEST_F(CanvasTest, drawsABoxWithTheMouseInImagePixels)
{
    canvas.setTool(Tool::Draw);
    QSignalSpy drawn{&canvas, &Canvas::boxDrawn};

    QTest::mousePress(&canvas, Qt::LeftButton, {}, screen(10, 10));
    QTest::mouseMove(&canvas, screen(50, 30));
    QTest::mouseRelease(&canvas, Qt::LeftButton, {}, screen(50, 30));

    ASSERT_EQ(drawn.count(), 1);
    const auto box = drawn[0][0].toRect();
    EXPECT_NEAR(box.x(), 10, 1);
    EXPECT_NEAR(box.right(), 50, 1);
}

TEST_F(CanvasTest, drawsABoxWithKeysAlone)
{
    canvas.setTool(Tool::Draw);
    canvas.setFocus();
    QSignalSpy drawn{&canvas, &Canvas::boxDrawn};

    QTest::keyClick(&canvas, Qt::Key_Return); // the pencil appears in the middle
    QTest::keyClick(&canvas, Qt::Key_Return); // first corner
    QTest::keyClick(&canvas, Qt::Key_Right, Qt::ShiftModifier);
    QTest::keyClick(&canvas, Qt::Key_Down, Qt::ShiftModifier);
    QTest::keyClick(&canvas, Qt::Key_Return);

    ASSERT_EQ(drawn.count(), 1);
    EXPECT_EQ(drawn[0][0].toRect().size(), QSize(10, 10));
}

TEST_F(CanvasTest, drawsAnEllipseLikeABox)
{
    canvas.setTool(Tool::DrawEllipse);
    QSignalSpy drawn{&canvas, &Canvas::boxDrawn};

    QTest::mousePress(&canvas, Qt::LeftButton, {}, screen(10, 10));
    QTest::mouseMove(&canvas, screen(50, 30));
    QTest::mouseRelease(&canvas, Qt::LeftButton, {}, screen(50, 30));

    ASSERT_EQ(drawn.count(), 1);
    EXPECT_EQ(drawn[0][1].value<engine::pixels::Shape>(), engine::pixels::Shape::Ellipse);
    EXPECT_NEAR(drawn[0][0].toRect().width(), 40, 1);
}

TEST_F(CanvasTest, closesAPolygonByADoubleClickAndTakesACornerBack)
{
    canvas.setTool(Tool::DrawPolygon);
    canvas.setFocus();
    QSignalSpy drawn{&canvas, &Canvas::boxDrawn};

    for (const auto& [x, y] : {std::pair{10, 10}, {60, 12}, {150, 90}})
        QTest::mouseClick(&canvas, Qt::LeftButton, {}, screen(x, y));
    QTest::keyClick(&canvas, Qt::Key_Backspace);
    QTest::mouseClick(&canvas, Qt::LeftButton, {}, screen(30, 50));
    QTest::mouseDClick(&canvas, Qt::LeftButton, {}, screen(30, 50));

    ASSERT_EQ(drawn.count(), 1);
    EXPECT_EQ(drawn[0][1].value<engine::pixels::Shape>(), engine::pixels::Shape::Polygon);
    const auto corners = drawn[0][2].value<QPolygon>();
    ASSERT_EQ(corners.size(), 3);
    EXPECT_NEAR(corners[2].x(), 30, 1);
    EXPECT_EQ(drawn[0][0].toRect(), corners.boundingRect().adjusted(0, 0, -1, -1)) << "corners lie between pixels";
}

TEST_F(CanvasTest, drawsAPolygonWithKeysAlone)
{
    canvas.setTool(Tool::DrawPolygon);
    canvas.setFocus();
    QSignalSpy drawn{&canvas, &Canvas::boxDrawn};

    QTest::keyClick(&canvas, Qt::Key_Return); // the pencil appears in the middle
    for (const auto key : {Qt::Key_Right, Qt::Key_Down, Qt::Key_Left}) {
        QTest::keyClick(&canvas, Qt::Key_Return);
        QTest::keyClick(&canvas, key, Qt::ShiftModifier);
    }
    QTest::keyClick(&canvas, Qt::Key_Return);
    ASSERT_EQ(drawn.count(), 0);
    QTest::keyClick(&canvas, Qt::Key_Return); // there is a corner already

    ASSERT_EQ(drawn.count(), 1);
    EXPECT_EQ(drawn[0][2].value<QPolygon>(), (QPolygon{{{99, 49}, {109, 49}, {109, 59}, {99, 59}}}));
}

TEST_F(CanvasTest, paintsAnEllipseAndNotItsCorners)
{
    const auto bare = canvas.grab().toImage();
    auto mark = boxOf("f1", {60, 30, 40, 20});
    mark.state = BoxMark::State::Blank;
    mark.form.addEllipse(mark.place);

    canvas.setMarks({mark}, {});
    const auto marked = canvas.grab().toImage();

    EXPECT_NE(bare.pixel(screen(80, 40)), marked.pixel(screen(80, 40)));
    EXPECT_EQ(bare.pixel(screen(62, 31)), marked.pixel(screen(62, 31)));
}

TEST_F(CanvasTest, nudgesAndResizesTheChosenBoxByKeysAndStopsAtTheEdge)
{
    canvas.setMarks({boxOf("f1", {0, 20, 30, 10})}, "f1");
    canvas.setFocus();
    QSignalSpy moved{&canvas, &Canvas::boxMoved};

    QTest::keyClick(&canvas, Qt::Key_Left);
    QTest::keyClick(&canvas, Qt::Key_Down);
    QTest::keyClick(&canvas, ']');

    ASSERT_EQ(moved.count(), 2);
    EXPECT_EQ(moved[0][1].toRect(), QRect(0, 21, 30, 10));
    EXPECT_EQ(moved[1][1].toRect(), QRect(0, 19, 31, 12));
}

TEST_F(CanvasTest, scrollsByWheelAndByKeysWhenNoBoxIsChosen)
{
    QSignalSpy scrolled{&canvas, &Canvas::scrolled};
    canvas.setFocus();

    QTest::keyClick(&canvas, Qt::Key_Down);
    QTest::keyClick(&canvas, Qt::Key_Up, Qt::ShiftModifier);

    ASSERT_EQ(scrolled.count(), 2);
    EXPECT_EQ(scrolled[0][0].toInt(), 1);
    EXPECT_EQ(scrolled[1][0].toInt(), -10);
}

TEST_F(CanvasTest, hidesTheBoxesWhileHIsHeld)
{
    canvas.setFocus();
    QTest::keyPress(&canvas, Qt::Key_H);
    EXPECT_FALSE(canvas.areBoxesShown());
    QTest::keyRelease(&canvas, Qt::Key_H);
    EXPECT_TRUE(canvas.areBoxesShown());
}

TEST_F(CanvasTest, tellsScreenReadersWhatItShows)
{
    canvas.setMarks({boxOf("f1", {0, 20, 30, 10})}, "f1");
    auto* interface = QAccessible::queryAccessibleInterface(&canvas);

    ASSERT_NE(interface, nullptr);
    EXPECT_EQ(interface->role(), QAccessible::Graphic);
    EXPECT_TRUE(interface->text(QAccessible::Name).contains("US · i1"))
        << qPrintable(interface->text(QAccessible::Name));
}

}

TEST(View, tellsPointsOfTheStoredPictureHoweverItIsTurned)
{
    for (int orientation = 1; orientation <= 8; ++orientation) {
        View view;
        view.setPort({0, 0, 400, 300}, 1);
        view.setImage({40, 30}, orientation);
        const QRectF box{3, 5, 7, 11};

        const auto back = view.toImage(view.toScreen(box));

        EXPECT_NEAR(back.x(), box.x(), 1e-9) << orientation;
        EXPECT_NEAR(back.bottom(), box.bottom(), 1e-9) << orientation;
        const auto line = view.toScreen(QRectF{0, 0, 40, 1});
        EXPECT_EQ(line.height() > line.width(), orientation >= 5)
            << "a stored line stands once the picture is turned by a quarter";
    }
}
