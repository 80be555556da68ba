// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/journey/project.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <unistd.h>

namespace engine::journey {

/// An empty folder for one test, and collections of invented instances.
class JourneyTest : public testing::Test {
protected:
    void SetUp() override
    {
        m_root = std::filesystem::temp_directory_path() / ("safelight-journey-" + std::to_string(::getpid()));
        std::filesystem::remove_all(m_root);
        std::filesystem::create_directories(m_root);
    }
    void TearDown() override { std::filesystem::remove_all(m_root); }
    std::string folder() const { return m_root / "project"; }

    static Discovered invented(int number, const std::string& series = "1.2.3")
    {
        Discovered found;
        const auto name = std::to_string(number);
        found.source = {"/in/PEARSON_EVA_" + name + ".dcm", -1, "in/PEARSON_EVA_" + name + ".dcm", "digest" + name};
        found.instance.kind = study::FileKind::Dicom;
        found.instance.sopInstanceUid = "1.2.3.4." + name;
        found.instance.patientId = "MRN-PEARSON-77";
        found.instance.patientName = "PEARSON^EVA";
        found.instance.studyUid = "1.2";
        found.instance.seriesUid = series;
        found.instance.instanceNumber = number;
        found.instance.frames = 1;
        found.instance.rows = found.instance.columns = 100;
        return found;
    }

    std::unique_ptr<Project> projectOf(int instances) const
    {
        auto project = Project::create(folder(), {}, {});
        EXPECT_TRUE(project);
        std::vector<Discovered> found;
        for (int i = 1; i <= instances; ++i)
            found.push_back(invented(i));
        EXPECT_TRUE((*project)->record(found));
        return std::move(*project);
    }

    static review::ItemsJudged judge(const std::string& item, review::ItemVerdict verdict)
    {
        return {{{item, {verdict, review::Category::None, {}}}}};
    }

    std::filesystem::path m_root;
};

}
