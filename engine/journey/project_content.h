// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/journey/crosswalk_file.h"
#include "engine/journey/kept_texts.h"
#include "engine/journey/neighbours.h"
#include "engine/journey/project.h"
#include "engine/store/store.h"

#include <map>

namespace engine::journey {

/// What a Project holds. Inside engine/journey only.
struct Project::Content {
    /// An act of a person that can be taken back: its number in the journal and what takes it back.
    struct Step {
        std::size_t number = 0;
        review::Event back;
    };

    std::unique_ptr<store::Store> store;
    Surroundings world;
    study::Collection collection;
    Neighbours neighbours; ///< of `collection`
    review::State state;
    std::vector<Imported> imports;
    std::map<std::pair<std::string, std::string>, Examined> examined; ///< by item and what
    std::map<std::string, Candidate> candidates;
    std::map<std::string, HeadRecord> heads; ///< by series, as the next
    std::map<std::string, CutCheck> cutChecks;
    std::optional<KeptTexts> texts; ///< of `candidates`; there once loaded
    std::vector<Reviewer> reviewers;
    std::optional<GivenCrosswalk> given; ///< new names come from another project
    std::vector<DeviceTemplate> templates;
    /// Those in use, until the next event or templates: a run asks for them once an image.
    std::optional<std::vector<DeviceTemplate>> templatesInUse;
    std::vector<Step> undo, redo;
    std::string actor, position, queueFilter;
    bool isBuilt = false;   ///< every candidate is known to be as the decisions stand
    bool isSettled = false; ///< `state` knows of all files: what is outdated, and what is outside

    Done load();
    /// Digest of the item's file as it is; empty where there is none. 128 bits tell two files apart.
    std::string fileOf(const std::string& item) const;
    /// With the files that its verdicts are about.
    /// Applies and journals; on an error the state is as before.
    Result<std::size_t> enter(const review::Event& event, std::size_t undoes);

    void hold(std::vector<study::Entry> entries);
    std::string filesOf(const std::string& series) const; ///< as Project::filesOf
    /// In the journal, the state and the steps that can be taken back; `grown` holds what is added.
    Done reopenFaces(const study::Collection& grown, const std::vector<Imported>& added);
    /// Of a signature that was withdrawn: the manifest is kept under its SHA-256, the other documents go.
    Done putAway();
    /// The texts of a candidate become findings, or stop being some.
    void show(const Candidate& candidate);
    /// What `review::apply` cannot judge: whether a replacement fits where it goes.
    Done checkPrinted(const review::Event& event) const; ///< texts that a report prints say nobody's name
    Done check(const review::Event& event) const;
    Done checkReasons(const review::ItemsJudged& event) const;
    Done checkFace(const review::Finding& finding, const review::Decision& decision) const;
    Done checkCut(const review::Finding& finding, const std::string& reason) const;
    Done checkFollower(const review::Finding& finding, const HeadRecord& known, const std::string& reason) const;

private:
    Done loadEntries();
    Done loadRecords();
    Done loadTemplates();
    Done replay();
    /// Texts that were decided once and that no file shows now are known again.
    void recall(const review::Event& event);
    /// What an event does to the two stacks once it is in the journal.
    void remember(std::size_t number, std::size_t undoes, std::optional<review::Event> back);
    bool wasAnswered(const review::FindingId& finding) const; ///< now, or by a step that could come back
    /// Takes the answers out of the steps of both stacks; one that holds nothing else goes.
    void forgetAnswers(const review::FacesReopened& event);
};

/// ISO 8601 with offset, e.g. "2026-11-21T14:03:59+01:00".
std::string systemTime();

}
