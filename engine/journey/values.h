// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/profile/requests.h"
#include "engine/release/requests.h"
#include "engine/review/finding.h"
#include "engine/study/collection.h"

#include <string>
#include <vector>

namespace engine::journey {

enum class Outcome { Listed, SetAside, Duplicate };
NLOHMANN_JSON_SERIALIZE_ENUM(Outcome, {{Outcome::Listed, "listed"},
                                       {Outcome::SetAside, "set_aside"},
                                       {Outcome::Duplicate, "duplicate"}})

/// One input file as `discover` found it. Values of the patient inside.
struct Discovered {
    study::Source source;
    study::Instance instance;
    std::string setAside; ///< why it cannot take part, in words of ours; empty when it can
};

/// What became of one input.
struct Imported {
    std::string path; ///< as in `cli.md`
    Outcome outcome = Outcome::Listed;
    std::string reason; ///< words of ours; empty when listed whole
    std::string item;   ///< instance id when listed

    bool isTwin = false; ///< listed, and an earlier file of other content has its SOP Instance UID
};
WIRE_FIELDS(Imported, path, outcome, reason, item)

/// What a machine saw in one item.
struct Examined {
    std::string item; ///< an instance; for "face" a series
    std::string what; ///< "text" | "face" | "header"
    int framesTotal = 0, framesExamined = 0;
    std::string reason;                    ///< why not all, in words of ours
    std::vector<review::Finding> findings; ///< ids are stable over runs
    /// Text in overlays, icon or stray bits: to be known, not to be decided, since none of these is ever released.
    /// `place` names the layer, the box counts in its pixels.
    std::vector<review::Finding> besides{};
    std::vector<std::string> layersNotShown{}; ///< names of layers that could not be looked at
    int facesLooked = 0; ///< of "text": frames of a picture of people (`showsPeople`) that were searched for faces
    int faceSearch = 0;  ///< the number of the search that did so (`faceSearchNow`); 0 also where none did
    std::string files{}; ///< of "face": digest of the series (Project::filesOf); set by `record`
};
WIRE_FIELDS_OR_DEFAULTS(Examined, item, what, framesTotal, framesExamined, reason, findings, besides, layersNotShown,
                        facesLooked, faceSearch, files)

/// Everything needed to build one candidate, copied out of the project.
struct CandidateOrder {
    std::string item;
    study::Source source;
    release::Write request;
    std::string stamp; ///< digest of all decisions that shape the bytes
    std::string path;  ///< where the candidate goes
};

/// A file in its final bytes, waiting in the project.
struct Candidate {
    std::string item, stamp;
    std::string setAside; ///< why no file could be made (words of ours); then only `texts` is not empty
    release::Write::Answer written;
};
WIRE_FIELDS(Candidate, item, stamp, setAside, written)

/// Something about files that the rules settled and a person should know: an element that could not be decoded went, an
/// option retains a value that names somebody, two people share a Patient ID. Once for all files that show it.
struct Doubt {
    std::string kind;  ///< code, as `deidentify` lists it
    std::string place; ///< as in `cli.md`, without the numbers of items
    std::string text;  ///< a value of the patient; may be empty
    std::vector<std::string> items;
};

struct LeftOut {
    std::string item, reason;
};

/// A person who may sign: the key is wrapped by the person's passphrase.
struct Reviewer {
    std::string id, name, role;
    std::string publicKey; ///< PEM
    std::string wrappedSeed;
};
WIRE_FIELDS(Reviewer, id, name, role, publicKey, wrappedSeed)

struct JournalEntry {
    std::size_t number = 0; ///< 1-based
    std::string time, actor, kind;
    std::size_t undoes = 0; ///< number of the entry it takes back; 0 for none
    std::string hash;       ///< hexadecimal, of this entry and all before it
    std::string text;       ///< the event as JSON: values of the patient may be inside
};

}
