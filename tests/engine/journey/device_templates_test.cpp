// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/device_templates.h"

#include "engine/base/atomic_file.h"
#include "engine/journey/class_boxes.h"
#include "engine/journey/template_exchange.h"
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

TEST_F(DeviceTemplates, thatAreTakenAwayProposeNothingUntilTheyAreBack)
{
    std::string id;
    {
        const auto project = projectWith({scan(1, "V1"), scan(2, "V1"), scan(3, "V1"), scan(4, "V1")});
        ASSERT_TRUE(project->perform(review::BoxDrawn{drawn(*project, "i1", {10, 10, 30, 6, 1, 1})}));
        const auto looked = [&](const std::string& item) {
            EXPECT_TRUE(project->record(Examined{item, "text", 1, 1, {}, {}}));
            return findingsOn(*project, item).size();
        };
        ASSERT_EQ(looked("i2"), 1U) << "known before it is taken away";
        id = idOf(templatesInUse(*project).at(0));

        ASSERT_TRUE(removeTemplate(*project, id));

        EXPECT_TRUE(templatesInUse(*project).empty());
        EXPECT_EQ(allTemplates(*project).size(), 1U) << "who took it away can see it";
        EXPECT_EQ(looked("i3"), 0U);
        EXPECT_EQ(findingsOn(*project, "i2").size(), 1U) << "what was proposed waits for a person";
        EXPECT_EQ(removeTemplate(*project, id).error().code, ErrorCode::NotFound);
        ASSERT_TRUE(project->perform(review::BoxDrawn{drawn(*project, "i3", {50, 50, 30, 6, 1, 1})}));
        EXPECT_TRUE(templatesInUse(*project).empty()) << "another decision makes it no other template";
        ASSERT_TRUE(project->undo());
        ASSERT_TRUE(project->undo());
        EXPECT_EQ(templatesInUse(*project).size(), 1U);
        EXPECT_EQ(looked("i4"), 1U);
        ASSERT_TRUE(project->redo());
    }
    const auto again = Project::open(folder(), {}, {});
    ASSERT_TRUE(again);
    EXPECT_TRUE(templatesInUse(**again).empty()) << "the journal knows";
    EXPECT_EQ(restoreTemplate(**again, "t0").error().code, ErrorCode::NotFound);
    ASSERT_TRUE(restoreTemplate(**again, id));
    EXPECT_EQ(templatesInUse(**again).size(), 1U);
    EXPECT_EQ(restoreTemplate(**again, id).error().code, ErrorCode::NotFound);
}

TEST_F(DeviceTemplates, thatAreGivenAgainAreBack)
{
    const auto project = projectWith({scan(1, "V1")});
    const DeviceTemplate wide{"x", {{"Modality", DeviceTest::How::Equals, "US"}}, {{0, 0, 50, 5, 1, 0}}, 0};
    auto other = wide;
    other.boxes[0].width = 60;
    ASSERT_TRUE(takeTemplates(*project, {wide, other}));
    ASSERT_TRUE(removeTemplate(*project, idOf(wide)));
    EXPECT_EQ(templatesInUse(*project), std::vector{other}) << "the other stays";
    const auto file = folder() + "-templates.json";
    ASSERT_TRUE(writeTemplates(*project, file));
    const auto bytes = readFile(file, 1U << 20U);
    ASSERT_TRUE(bytes);
    EXPECT_EQ(readTemplates(textOf(*bytes))->templates, std::vector{other}) << "nor is it handed on";
    std::filesystem::remove(file);

    ASSERT_TRUE(takeTemplates(*project, {wide}));

    EXPECT_EQ(templatesInUse(*project).size(), 2U);
    ASSERT_TRUE(project->undo());
    EXPECT_EQ(templatesInUse(*project), std::vector{other});
    ASSERT_TRUE(project->perform(review::Signed{"r1", "review", std::string(64, 'a'), "s"}));
    EXPECT_EQ(removeTemplate(*project, idOf(other)).error().code, ErrorCode::Frozen);
    EXPECT_EQ(takeTemplates(*project, {wide}).error().code, ErrorCode::Frozen);
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
