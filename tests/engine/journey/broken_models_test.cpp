// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/run.h"
#include "engine/journey/steps.h"
#include "tests/engine/journey/world.h"

namespace engine::journey {

namespace {

/// What is shipped, but for half of one model.
void linkResources(const std::filesystem::path& folder, const std::string& damaged)
{
    std::filesystem::create_directories(folder / "models");
    for (const auto& entry : std::filesystem::directory_iterator{SAFELIGHT_RESOURCES}) {
        if (entry.path().filename() != "models")
            std::filesystem::create_symlink(entry.path(), folder / entry.path().filename());
    }
    for (const auto& entry : std::filesystem::directory_iterator{SAFELIGHT_RESOURCES "/models"}) {
        const auto copy = folder / "models" / entry.path().filename();
        if (entry.path().filename() != damaged) {
            std::filesystem::create_symlink(entry.path(), copy);
            continue;
        }
        std::filesystem::copy_file(entry.path(), copy);
        std::filesystem::resize_file(copy, std::filesystem::file_size(copy) / 2);
    }
}

class BrokenModels : public JourneyTest {};

}

TEST_F(BrokenModels, stopTheSearchAndLeaveNoImageAsIfItWereDamaged)
{
    const std::string picture = "/usr/lib/python3/dist-packages/pydicom/data/test_files/CT_small.dcm";
    if (!std::filesystem::exists(picture))
        GTEST_SKIP() << "needs python3-pydicom";
    pool::Pool whole{{SAFELIGHT_PROGRAMS, SAFELIGHT_RESOURCES, "eng", 1, {}}};
    auto project = *Project::create(folder(), {}, {});
    const auto found = discover({picture}, whole, {});
    ASSERT_TRUE(found);
    ASSERT_TRUE(project->record(*found));
    const auto item = project->collection().entries().front().id;
    for (const auto* model :
         {"ppocrv4_det.network", "ppocrv4_rec.network", "ppocrv4_rec_head.onnx", "ppocr_keys_v1.txt"}) {
        const auto resources = m_root / (std::string{"without-"} + model);
        linkResources(resources, model);
        pool::Pool broken{{SAFELIGHT_PROGRAMS, resources.string(), "eng", 1, {}}};
        const auto isolation = broken.isolation(pool::Kind::Text);
        ASSERT_FALSE(isolation) << "doctor says so";
        EXPECT_EQ(isolation.error().code, ErrorCode::Damaged) << model;
        EXPECT_FALSE(run(*project, {true, false, false, "quick"}, broken, {})) << model;
        EXPECT_EQ(project->examination(item, "text"), nullptr) << model;
    }
    const auto done = run(*project, {true, false, false, "quick"}, whole, {});
    ASSERT_TRUE(done);
    EXPECT_EQ(done->textExamined, 1) << "once the program is whole again";
}

}
