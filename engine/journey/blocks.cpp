// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/blocks.h"

#include "engine/journey/known_cases.h"
#include "engine/journey/policy.h"
#include "engine/journey/project_faces.h"
#include "engine/journey/sample.h"
#include "engine/journey/sample_plan.h"

namespace engine::journey {

namespace {

/// "images were changed" -> "image was changed".
std::string ofOne(const std::string& words)
{
    static const std::pair<const char*, const char*> forms[] = {{"images were ", "image was "},
                                                                {"images have ", "image has "},
                                                                {"images are ", "image is "},
                                                                {"images wait ", "image waits "},
                                                                {"images on ", "image on "},
                                                                {"findings are ", "finding is "},
                                                                {"faces are ", "face is "},
                                                                {"known cases are ", "known case is "},
                                                                {"candidate files are ", "candidate file is "}};
    for (const auto& [many, one] : forms) {
        if (words.starts_with(many))
            return one + words.substr(std::string_view{many}.size());
    }
    return words;
}

class List {
public:
    void add(std::size_t count, ErrorCode error, const std::string& code, const std::string& words,
             const std::string& where = {})
    {
        if (count > 0)
            m_all.push_back({code, error, count, count == 1 ? ofOne(words) : words, where});
    }
    /// One thing that is wrong, in a whole sentence; empty where it is not.
    void addReason(const std::string& why, ErrorCode error, const std::string& code)
    {
        add(why.empty() ? 0 : 1, error, code, "reason: " + why, why);
    }
    std::vector<SigningBlock> take() { return std::move(m_all); }

private:
    std::vector<SigningBlock> m_all;
};

void addReview(List& list, const Project& project)
{
    const auto blocks = review::blocksOf(project.state());
    const auto& unread = ErrorCode::NotReviewed;
    list.add(blocks.openFindings.size(), ErrorCode::OpenFindings, "open-findings", "findings are open");
    list.add(blocks.againstPolicy.size(), ErrorCode::OpenFindings, "against-policy",
             "faces are kept though the policy lets none be");
    list.add(blocks.notReviewed.size(), unread, "not-reviewed", "images have no verdict");
    list.add(blocks.outdated.size(), unread, "changed-after-judged",
             "images were changed after the verdict: to be judged again");
    list.add(blocks.unresolved.size(), unread, "unresolved",
             "images are judged \"found\" or \"flag\", and to be decided");
    list.add(blocks.notReadTwice.size(), unread, "not-read-twice", "images wait for the second reader: second P list");
    list.add(blocks.conflicts.size(), unread, "conflicts", "images on which two readers differ: second P conflicts");
    list.add(blocks.knownCases, unread, "known-cases", "known cases are to be removed and scored: cases P remove");
}

void addFiles(List& list, const Project& project)
{
    const auto stale = project.staleCandidates();
    list.add(stale.size(), ErrorCode::StaleCandidates, "stale-candidates", "candidate files are to be built: run P");
    const auto faces = facesToAskAbout(project);
    list.add(faces.size(), ErrorCode::OpenFindings, "faces-not-asked", "series could show a face: run P face",
             faces.empty() ? "" : faces.front() + " could show a face, and nobody was asked: run the faces");
    const auto cuts = project.openCuts();
    list.add(cuts.size(), ErrorCode::OpenFindings, "open-cuts",
             "series whose cut is not checked, or failed its check: findings P shows which",
             cuts.empty() ? "" : "the cut of " + cuts.front().series + ": " + cuts.front().failures.front());
    const bool isEmpty = project.collection().entries().empty();
    list.addReason(isEmpty ? "nothing is imported yet" : "", ErrorCode::NotReviewed, "empty");
    const bool leavesNothing = !isEmpty && stale.empty() && leavingNow(project).empty();
    list.addReason(leavesNothing ? "nothing is left to release" : "", ErrorCode::NotReviewed, "nothing-leaves");
}

/// What a sample was drawn from is what leaves, and what was stated is held.
void addPromises(List& list, const Project& project)
{
    if (project.state().sample) {
        const auto sampled = sampling(project);
        list.addReason(sampled ? "" : "since the sample was drawn, " + sampled.error().where + ": draw again",
                       sampled ? ErrorCode::Internal : sampled.error().code, "sample-outdated");
    }
    list.addReason(whyNotSigned(smallestGroupOf(project)), ErrorCode::NotReviewed, "smallest-group");
    list.addReason(boundBeyondPolicy(project), ErrorCode::NotReviewed, "sample-bound");
    list.addReason(whoMisses(project), ErrorCode::NotReviewed, "reader-misses");
}

}

std::vector<SigningBlock> blocksSigning(const Project& project)
{
    List list;
    addReview(list, project);
    addFiles(list, project);
    addPromises(list, project);
    return list.take();
}

Done refusedBy(const std::vector<SigningBlock>& blocks)
{
    if (blocks.empty())
        return done();
    const auto& first = blocks.front();
    return Error{first.error, first.where.empty() ? std::to_string(first.count) + ' ' + first.words : first.where};
}

}
