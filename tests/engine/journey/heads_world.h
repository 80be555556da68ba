// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/journey/project_faces.h"
#include "engine/journey/steps.h"
#include "tests/engine/journey/world.h"

namespace engine::journey {

inline void buildCandidatesOf(Project& project)
{
    for (const auto& entry : project.collection().entries()) {
        const auto order = project.orderFor(entry.id);
        ASSERT_TRUE(order);
        Candidate candidate{entry.id, order->stamp, {}, {}};
        candidate.written.sha256 = "of " + entry.id;
        ASSERT_TRUE(project.record(candidate));
    }
}

/// A series of three instances that could show a face, looked at and decided about.
class HeadsTest : public JourneyTest {
protected:
    void SetUp() override
    {
        JourneyTest::SetUp();
        m_project = projectOf(3);
        m_series = m_project->collection().nodes(study::Level::Series).front()->id;
        review::Finding finding;
        finding.id = faceFindingId(m_series);
        finding.item = m_series;
        finding.kind = review::FindingKind::Face;
        ASSERT_TRUE(m_project->record(Examined{m_series, "face", 0, 0, {}, {finding}}));
    }

    HeadRecord lookedAt(bool isAnchored) const
    {
        HeadRecord head;
        head.series = m_series;
        head.files = m_project->filesOf(m_series);
        head.seen.faceClass = isAnchored ? "A" : "U";
        head.seen.anchor.ok = isAnchored;
        for (const auto& entry : entriesOf(*m_project, m_series))
            head.cuts[entry.id] = {face::FrameCut{}};
        return head;
    }

    Done decide(review::FindingVerdict verdict, const std::string& reason) const
    {
        return m_project->perform(review::FindingsDecided{{{faceFindingId(m_series), {verdict, reason}}}});
    }

    void buildCandidates() const { buildCandidatesOf(*m_project); }

    std::unique_ptr<Project> m_project;
    std::string m_series;
};

}
