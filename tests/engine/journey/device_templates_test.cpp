// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/device_templates.h"

#include "engine/journey/class_boxes.h"
#include "tests/engine/journey/world.h"

namespace engine::journey {

namespace {

class DeviceTemplates : public JourneyTest {
protected:
    static Discovered scan(int number, const std::string& model, int frames = 1)
    {
        auto found = invented(number);
        found.instance.modality = "US";
        found.instance.manufacturer = "ACME Ultrasound";
        found.instance.model = model;
        found.instance.frames = frames;
        found.instance.samplesPerPixel = 1;
        return found;
    }

    static review::Finding drawn(const Project& project, const std::string& item, const pixels::Box& box)
    {
        review::Finding finding;
        finding.id = project.newFindingId();
        finding.item = item;
        finding.text = "PEARSON EVA";
        finding.box = box;
        finding.drawn = true;
        return finding;
    }

    std::unique_ptr<Project> projectWith(const std::vector<Discovered>& found) const
    {
        auto project = Project::create(folder(), {}, {});
        EXPECT_TRUE(project);
        EXPECT_TRUE((*project)->record(found));
        return std::move(*project);
    }
};

std::vector<review::Finding> findingsOn(const Project& project, const std::string& item)
{
    std::vector<review::Finding> found;
    for (const auto& [id, finding] : project.state().findings) {
        if (finding.item == item)
            found.push_back(finding);
    }
    return found;
}

TEST_F(DeviceTemplates, areLearnedFromWhatWasBlankedAndSayNoText)
{
    const auto project = projectWith({scan(1, "V1"), scan(2, "V1"), scan(3, "V1")});
    ASSERT_TRUE(project->perform(review::BoxDrawn{drawn(*project, "i1", {10, 10, 30, 6, 1, 1})}));
    ASSERT_TRUE(project->perform(review::BoxDrawn{drawn(*project, "i2", {12, 10, 30, 6, 1, 1})}));
    ASSERT_TRUE(project->perform(review::BoxDrawn{drawn(*project, "i3", {10, 11, 30, 6, 1, 1})}));
    ASSERT_TRUE(project->perform(review::BoxDrawn{drawn(*project, "i3", {70, 70, 10, 6, 1, 1})}));

    const auto learned = templatesFromDecisions(*project);

    ASSERT_EQ(learned.size(), 1U);
    EXPECT_EQ(learned[0].images, 3);
    ASSERT_EQ(learned[0].boxes.size(), 1U) << "what is on one of three images is not the device's";
    EXPECT_EQ(learned[0].boxes[0], (pixels::Box{10, 10, 32, 7, 1, 0}));
    EXPECT_EQ(toJsonText(learned).find("PEARSON"), std::string::npos);
    EXPECT_EQ(toJsonText(learned).find("MRN"), std::string::npos);
}

TEST_F(DeviceTemplates, areProposedToNewImagesOfTheSameDeviceAndNeverApplied)
{
    const auto project = projectWith({scan(1, "V1"), scan(2, "V1", 30), scan(3, "V2")});
    ASSERT_TRUE(project->record(Examined{"i1", "text", 1, 1, {}, {}})) << "before there is anything to learn";
    ASSERT_TRUE(project->perform(review::BoxDrawn{drawn(*project, "i1", {10, 10, 30, 6, 1, 1})}));

    for (const auto* item : {"i2", "i3"})
        ASSERT_TRUE(project->record(Examined{item, "text", 1, 1, {}, {}}));

    const auto here = findingsOn(*project, "i2");
    ASSERT_EQ(here.size(), 1U);
    EXPECT_EQ(here[0].box, (pixels::Box{10, 10, 30, 6, 1, 30}));
    EXPECT_EQ(here[0].reasons, std::vector<std::string>{"device-template"});
    EXPECT_TRUE(here[0].text.empty());
    EXPECT_TRUE(isOpen(project->state(), here[0])) << "somebody has to decide";
    EXPECT_TRUE(findingsOn(*project, "i3").empty()) << "another model";
}

TEST_F(DeviceTemplates, areHandedOnAsAFileAndProposedAtOnce)
{
    std::string file;
    {
        const auto project = projectWith({scan(1, "V1")});
        const pixels::Box ellipse{10, 10, 30, 6, 1, 1, pixels::Shape::Ellipse};
        ASSERT_TRUE(project->perform(review::BoxDrawn{drawn(*project, "i1", ellipse)}));
        file = toJsonText(templatesFromDecisions(*project));
    }
    std::filesystem::remove_all(folder());
    const auto read = readTemplates(file);
    ASSERT_TRUE(read) << read.error().where;
    {
        const auto project = projectWith({scan(7, "V1"), scan(8, "V2")});
        const auto proposed = project->addTemplates(read->templates);
        ASSERT_TRUE(proposed);
        EXPECT_EQ(*proposed, 1U);
        ASSERT_TRUE(project->addTemplates(read->templates)) << "again: nothing new";
        EXPECT_EQ(project->deviceTemplates().size(), 1U);
    }
    const auto again = Project::open(folder(), {}, {});
    ASSERT_TRUE(again);
    EXPECT_EQ((*again)->deviceTemplates(), read->templates);
    const auto here = findingsOn(**again, "i1");
    ASSERT_EQ(here.size(), 1U);
    EXPECT_EQ(here[0].box.shape, pixels::Shape::Ellipse);
    ASSERT_TRUE((*again)->perform(review::FindingsDecided{{{here[0].id, {review::FindingVerdict::Keep, {}}}}}));
}

TEST_F(DeviceTemplates, areCutAtTheEdgeOfTheImage)
{
    const auto project = projectWith({scan(1, "V1")});
    DeviceTemplate wide{
        "x", {{"Modality", DeviceTest::How::Equals, "US"}}, {{90, 0, 500, 5, 1, 0}, {200, 0, 5, 5, 1, 0}}, 0};

    const auto proposed = project->addTemplates({wide});

    ASSERT_TRUE(proposed);
    EXPECT_EQ(*proposed, 1U) << "a box outside is none";
    EXPECT_EQ(findingsOn(*project, "i1")[0].box, (pixels::Box{90, 0, 10, 5, 1, 1}));
}

TEST(TemplateFile, refusesWhatIsNone)
{
    for (
        const auto* text :
        {"", "{}", "[]", R"({"format":"other","version":1,"templates":[]})",
         R"({"format":"safelight-device-templates","version":1,"templates":[{"tests":[],"boxes":[{"x":0,"y":0,"w":5,"h":5}]}]})",
         R"({"format":"safelight-device-templates","version":1,"templates":[{"tests":[{"field":"PatientName","how":"equals","value":"X"}],"boxes":[{"x":0,"y":0,"w":5,"h":5}]}]})",
         R"({"format":"safelight-device-templates","version":1,"templates":[{"tests":[{"field":"Rows","how":"equals","value":"1"}],"boxes":[{"x":0,"y":0,"w":0,"h":5}]}]})"}) {
        const auto read = readTemplates(text);
        ASSERT_FALSE(read) << text;
        EXPECT_EQ(read.error().code, ErrorCode::Damaged) << text;
    }
}

study::Instance imageOf(const std::string& make, const std::string& model, int rows)
{
    study::Instance instance;
    instance.modality = "US";
    instance.manufacturer = make;
    instance.model = model;
    instance.rows = rows;
    instance.columns = 1024;
    return instance;
}

TEST(PixelScript, becomesTemplates)
{
    const auto read = readTemplates(R"(Notes before the first section are comments.
 Alpha
  { Modality.equals("US") *
    [0008,0070].containsIgnoreCase("alpha") * ( [0028,0010].equals("600") + Rows.equals("768") ) }
  (0,0,800,43) (128, 56,16,16)
 Beta
  { !(ManufacturerModelName.startsWith("B") + Manufacturer.contains("gamma")) * [0028,0011].equals("1024") }
  (0,0,10,20)
)");

    ASSERT_TRUE(read) << read.error().where;
    EXPECT_TRUE(read->notRead.empty());
    ASSERT_EQ(read->templates.size(), 3U) << "an alternative is a template of its own";
    EXPECT_EQ(read->templates[0].boxes, (std::vector<pixels::Box>{{0, 0, 800, 43, 1, 0}, {128, 56, 16, 16, 1, 0}}));
    EXPECT_EQ(read->templates[0].origin, "ctp line 3");
    const auto fitting = [&](const study::Instance& image) {
        return std::count_if(read->templates.begin(), read->templates.end(),
                             [&](const auto& one) { return fits(one, image); });
    };
    EXPECT_EQ(fitting(imageOf("ALPHA Inc", "B1", 768)), 1);
    EXPECT_EQ(fitting(imageOf("ALPHA Inc", "B1", 480)), 0);
    EXPECT_EQ(fitting(imageOf("delta", "C1", 480)), 1);
    EXPECT_EQ(fitting(imageOf("gamma", "C1", 480)), 0);
    EXPECT_EQ(fitting(imageOf("alpha", "C1", 600)), 2);
}

TEST(PixelScript, tellsWhatItCannotReadAndGoesOn)
{
    const auto read = readTemplates("{ [0040,0310].containsIgnoreCase(\"DLP\") }\n(0,0,5,5)\n"
                                    "{ Rows.isGreaterThan(\"5\") }\n(0,0,5,5)\n"
                                    "{ Rows.equals(\"5\") }\n(0,0,5,5)\n");

    ASSERT_TRUE(read);
    ASSERT_EQ(read->notRead.size(), 2U);
    EXPECT_EQ(read->notRead[0], "line 1: element 0040,0310 is not among those a template can ask for");
    EXPECT_TRUE(read->notRead[1].starts_with("line 3: comparison isGreaterThan"));
    EXPECT_EQ(read->templates.size(), 1U);
}

TEST(PixelScript, isRefusedWhereItBreaksOff)
{
    for (const auto* text : {"{ Rows.equals(\"5\")", "{ Rows.equals(\"5\") }\n(0,0,5",
                             "{ Rows.equals(\"5\") }\n(0,0,5)", "{ Rows.equals(\"5\") }\n(0,0,5,-5)", "just words"}) {
        const auto read = readTemplates(text);
        ASSERT_FALSE(read) << text;
        EXPECT_EQ(read.error().code, ErrorCode::Damaged) << text;
    }
    const auto deep = readTemplates("{ " + std::string(5000, '(') + " }\n(0,0,5,5)");
    ASSERT_TRUE(deep);
    EXPECT_EQ(deep->notRead.size(), 1U);
}

}

}
