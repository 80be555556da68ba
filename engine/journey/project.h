// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/crosswalk/crosswalk.h"
#include "engine/journey/device_templates.h"
#include "engine/journey/head_record.h"
#include "engine/journey/kept_texts.h"
#include "engine/journey/values.h"
#include "engine/review/sign_off.h"
#include "engine/study/collection.h"

#include <functional>
#include <map>
#include <memory>

namespace engine::store {
class Store;
}

namespace engine::journey {

/// What a project takes from the world, so that tests can choose it.
struct Surroundings {
    Random random = systemRandom();
    std::function<std::string()> now; ///< ISO 8601 with offset; empty: the system's clock
};

/// An open project folder: the tree, the state of its review and the journal behind it. Everything identifying is
/// sealed on disk. For one thread; long work is done elsewhere on copies (examine.h, candidate.h) and recorded here.
/// A call that changes something returns after the change is on disk.
class Project {
public:
    /// `passphrase` may be empty: the key then lies in the folder, 0600, and `isProtected` is false.
    /// Exists when the folder is not empty; NotWritable, NoSpace.
    static Result<std::unique_ptr<Project>> create(const std::string& folder, const std::string& passphrase,
                                                   Surroundings world);
    /// NotFound when it is no project, WrongPassphrase, Busy when another process has it open, Tampered.
    static Result<std::unique_ptr<Project>> open(const std::string& folder, const std::string& passphrase,
                                                 Surroundings world);
    static bool needsPassphrase(const std::string& folder);
    ~Project();

    std::string name() const; ///< the folder's own name
    const std::string& folder() const;
    bool isProtected() const;

    const study::Collection& collection() const;
    const review::State& state() const;
    crosswalk::Secrets secrets() const;
    std::string keyId() const;
    /// The name a patient, study or series goes by on screen and in messages: never a value from a file.
    std::string label(const std::string& id) const;

    Done perform(const review::Event& event);
    /// Several acts, on disk together or not at all.
    Done performAll(const std::vector<review::Event>& events);
    /// A name for a box that a person draws.
    review::FindingId newFindingId() const;
    bool canUndo() const;
    bool canRedo() const;
    Done undo(); ///< NotFound when there is nothing to undo; the inverse goes into the journal
    Done redo();

    /// The item a person left; the window opens on it again. Empty at first.
    std::string position() const;
    Done setPosition(const std::string& item);
    /// Which items of Review a person walks through, in words of the window. Empty: all.
    std::string queueFilter() const;
    Done setQueueFilter(const std::string& text);

    /// What came out of `discover`: entries not yet here are added (one transaction), the rest listed.
    Result<std::vector<Imported>> record(const std::vector<Discovered>& discovered);
    const std::vector<Imported>& imports() const; ///< everything ever given to `record`
    Done record(const Examined& examined);
    /// Whole, as this build looks. what: "text" | "face" | "header"
    bool isExamined(const std::string& item, const std::string& what) const;
    const Examined* examination(const std::string& item, const std::string& what) const;

    /// A series as a head: what was seen, and how its files can be cut. Null where nobody looked, or it is no volume.
    Done record(const HeadRecord& head);
    const HeadRecord* head(const std::string& series) const;
    /// Digest of the originals of a series, in their order: a head of other files is no longer the same.
    std::string filesOf(const std::string& series) const;
    /// The face of this series is cut out, as a person decided.
    std::optional<CutDecision> cutInForce(const std::string& series) const;
    /// The same with the head that says where it lies: the series' own, null while nobody looked at it; of an object
    /// that follows a head (`withHead`) the surest one that is cut in its frame of reference. Nothing where none is.
    struct PlacedCut {
        CutDecision decision;
        const HeadRecord* head = nullptr;
    };
    std::optional<PlacedCut> placedCut(const std::string& series) const;
    /// Digest of the candidates that were cut; what CutCheck::candidates is compared with.
    std::string cutFilesOf(const std::string& series) const;
    Done record(const CutCheck& check);
    /// Null until the candidates as they stand were looked at.
    const CutCheck* cutCheck(const std::string& series) const;
    /// Cuts that keep the project from being signed.
    std::vector<OpenCut> openCuts() const;

    /// Templates that were given to the project, without those that its own decisions make.
    const std::vector<DeviceTemplate>& deviceTemplates() const;
    /// Keeps them and proposes their boxes to every image that fits; an image that is looked through later gets
    /// proposals of these and of what people decided until then. How many boxes were proposed. Frozen.
    Result<std::size_t> addTemplates(const std::vector<DeviceTemplate>& added);

    /// The instance's candidate, and whether it is as the decisions stand.
    const Candidate* candidate(const std::string& item) const;
    bool isStale(const std::string& item) const;
    std::vector<std::string> staleCandidates() const;
    Result<CandidateOrder> orderFor(const std::string& item) const;
    /// For the header diff of what the candidate will be.
    profile::Inspect questionAbout(const study::Entry& entry) const;
    /// Of what it would be under other rules.
    profile::Inspect questionAbout(const study::Entry& entry, const profile::Rules& rules) const;
    /// Records it and drops the file of the one before.
    Done record(const Candidate& candidate);
    /// Where a candidate of this stamp lies: a new decision never overwrites the bytes of the one before.
    std::string candidatePath(const std::string& item, const std::string& stamp) const;
    /// The free texts that the candidates keep, each once. Uncertain ones are Header findings; all can be decided, by
    /// their id, and one decision holds wherever the text stands, also in files that are imported later. The words of
    /// a replacement are the decision's reason.
    std::vector<KeptValue> keptTexts() const;
    /// What the candidates' files and the collection give to think about. Uncertain texts are findings and not told
    /// here.
    std::vector<Doubt> doubts() const;
    /// Forgets a candidate whose bytes are not what was recorded; `run` builds it anew.
    Done dropCandidate(const std::string& item);
    /// Instances that stay out of the release, with the reason in words of ours ("series left out: face").
    std::vector<LeftOut> leftOut() const;

    /// The Signed event and the documents of the releases (access/path -> bytes), on disk together or not at all: in
    /// place of those of a signature that was withdrawn, besides those of one that stands.
    Done recordSigned(const std::map<std::string, std::string>& documents, const review::Signed& event);
    /// The text of a manifest that was signed, by its SHA-256. NotFound.
    Result<std::string> signedManifest(const std::string& sha256) const;
    /// Path in the release -> bytes, as signed for this access (public | restricted); empty where nothing can leave so.
    /// NotSigned.
    Result<std::map<std::string, std::string>> signedDocuments(const std::string& access) const;

    Done addReviewer(const Reviewer& reviewer);
    const std::vector<Reviewer>& reviewers() const;

    /// The time now, as the journal would write it.
    std::string now() const;
    /// Who acts, for the journal: a reviewer's id, or empty.
    void setActor(std::string reviewer);

    /// The journal's entries as JSON texts, oldest first, with the hash after each.
    Result<std::vector<JournalEntry>> journal() const;
    /// Tampered with the number of the first entry that does not follow from the one before.
    Done verifyJournal() const;
    std::string journalHead() const;
    std::size_t journalLength() const;

    store::Store& storage();
    const store::Store& storage() const;

private:
    struct Content;
    Done hold(const Examined& examined); ///< on disk and in the state
    /// What is known of files goes into the state: after an event, a candidate, and for all items.
    /// The file that a verdict given now is about, and, while another one is still to be built, that one
    /// (`State::seen`).
    std::string seenNow(const std::string& item) const;
    /// With the files that its verdicts are about.
    review::Event bound(const review::Event& event) const;
    void settle(const review::Event& event);
    void settleFile(const std::string& item) const;
    void settleOutside(const study::Entry& entry) const;
    void settleAll() const;
    /// In words of ours; empty when nothing but a verdict keeps the instance from leaving.
    std::string whyOutside(const study::Entry& entry) const;
    Result<std::size_t> propose(const study::Entry& entry, const std::vector<DeviceTemplate>& templates);
    profile::Surroundings surroundingsOf(const study::Entry& entry, const profile::Rules& rules) const;
    /// What was decided about the texts that the item's candidate showed.
    std::vector<profile::TextDecision> decidedTexts(const std::string& item) const;
    /// Of an instance: what was decided about its series, and about the boxes over faces in it.
    profile::Faces facesOf(const std::string& item, const std::string& series) const;
    std::optional<PlacedCut> cutBeside(const std::string& series) const; ///< of the head that a series follows
    void orderCut(const std::string& item, const std::string& series, release::Write& request) const;
    /// Of an instance whose series is cut while it cannot be; empty otherwise.
    std::string whyNotCut(const std::string& item, const std::string& series) const;
    /// Files of candidates that a killed program had not recorded yet.
    void removeLeftovers() const;
    explicit Project(std::unique_ptr<Content> content);
    std::unique_ptr<Content> m_content;
};

/// What was chosen, for the worker; without a profile, which nothing accepts, when the site's rules cannot be read.
profile::Rules rulesOf(const review::State& state);
review::RulesChosen eventOf(const profile::Rules& rules);

}
