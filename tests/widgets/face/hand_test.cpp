// SPDX-License-Identifier: Apache-2.0
#include "widgets/face/hand.h"
#include "widgets/face/trial.h"

#include <gtest/gtest.h>

namespace {

using namespace widgets::face;
using engine::face::Cut;
using Form = Solid::Form;

TEST(Hand, drawsFromCornerToCornerInEachPlane)
{
    const Vector from{-10, -80, 5}, to{30, -40, 25};
    const auto axial = solidBetween(Form::Box, Plane::Axial, from, {30, -40, 5});
    ASSERT_TRUE(axial);
    EXPECT_EQ(axial->centre, (Vector{10, -60, 5}));
    EXPECT_EQ(axial->half, (Vector{20, 20, 20})) << "as deep as it is wide and high in the middle";
    const auto sagittal = solidBetween(Form::Box, Plane::Sagittal, from, {-10, to[1], to[2]});
    ASSERT_TRUE(sagittal);
    EXPECT_EQ(sagittal->half, (Vector{15, 20, 10}));
    const auto standing = solidBetween(Form::Cylinder, Plane::Coronal, from, {30, -80, 65});
    ASSERT_TRUE(standing);
    EXPECT_EQ(standing->half, (Vector{20, 0, 30}));
    const auto lying = solidBetween(Form::Cylinder, Plane::Axial, from, {30, -60, 5});
    ASSERT_TRUE(lying);
    EXPECT_EQ(lying->half, (Vector{20, 0, 15}));
    EXPECT_FALSE(solidBetween(Form::Box, Plane::Axial, from, {-9, -40, 5})) << "too thin to be meant";
}

TEST(Hand, showsInEachPlaneWhatItCutsThere)
{
    Solid ball = ballAt({10, -60, 5}, 13);
    const auto through = outlineOf(ball, Plane::Axial, {0, 0, 10});
    ASSERT_TRUE(through);
    EXPECT_TRUE(through->isRound);
    EXPECT_DOUBLE_EQ(through->halfRight, 12); // 5 mm off its middle
    EXPECT_FALSE(outlineOf(ball, Plane::Axial, {0, 0, 19}));
    Solid cylinder;
    cylinder.form = Form::Cylinder;
    cylinder.half = {13, 0, 40};
    const auto side = outlineOf(cylinder, Plane::Coronal, {0, 5, 0});
    ASSERT_TRUE(side);
    EXPECT_FALSE(side->isRound);
    EXPECT_DOUBLE_EQ(side->halfRight, 12);
    EXPECT_DOUBLE_EQ(side->halfDown, 40);
}

TEST(Hand, movesABorderAndLeavesTheOneAcross)
{
    const auto box = solidBetween(Form::Box, Plane::Axial, {0, 0, 0}, {20, 20, 0});
    const auto wider = bordered(*box, 0, true, 30);
    EXPECT_EQ(wider.half[0], 15);
    EXPECT_EQ(wider.centre[0], 15);
    const auto turned = bordered(*box, 0, true, -5);
    EXPECT_EQ(turned.half[0], 1) << "never turned inside out";
    EXPECT_EQ(turned.centre[0], 1);
    EXPECT_EQ(bordered(ballAt({0, 0, 0}, 10), 1, false, -14).half[0], 14);
    EXPECT_EQ(grown(ballAt({0, 0, 0}, 10), 2, 1).half[0], 11);
}

TEST(Hand, takesHoldOfBordersAndMiddlesAndOfNothingBeside)
{
    const Outline box{0, 0, 20, 10, false}, circle{0, 0, 20, 20, true};
    EXPECT_EQ(gripAt(box, 0, 0, 3), Grip::Inside);
    EXPECT_EQ(gripAt(box, -19, 2, 3), Grip::Left);
    EXPECT_EQ(gripAt(box, 21, 2, 3), Grip::Right);
    EXPECT_EQ(gripAt(box, 2, -9, 3), Grip::Upper);
    EXPECT_EQ(gripAt(box, 2, 14, 3), Grip::None);
    EXPECT_EQ(gripAt(circle, 15, 13, 3), Grip::Right) << "on the circle";
    EXPECT_EQ(gripAt(circle, 19, 19, 3), Grip::None) << "in its corner";
    EXPECT_EQ(gripAt(circle, 0, 19, 3), Grip::Lower);
}

TEST(Trial, takesStepsBackAndForthAndForgetsWhatAnotherStepReplaces)
{
    Trial trial;
    EXPECT_FALSE(trial.canStep(true));
    const auto withMargin = [](double mm) {
        Cut cut;
        cut.margin = mm;
        return cut;
    };
    trial.set(withMargin(1));
    trial.set(withMargin(2));
    trial.step(true);
    EXPECT_EQ(trial.cut()->margin, 1);
    trial.step(true);
    EXPECT_FALSE(trial.cut());
    trial.step(true);
    trial.step(false);
    EXPECT_EQ(trial.cut()->margin, 1);
    trial.set(withMargin(3));
    EXPECT_FALSE(trial.canStep(false));
    trial.step(true);
    EXPECT_EQ(trial.cut()->margin, 1);
    trial.begin({});
    EXPECT_FALSE(trial.cut() || trial.canStep(true) || trial.canStep(false));
}

}
