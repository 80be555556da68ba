// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/progress.h"
#include "engine/journey/project.h"
#include "engine/pool/pool.h"

namespace engine::journey {

/// BadArgument for a passphrase under 8 characters, of a signature or of a file that leaves the house.
Done checkPassphrase(const std::string& passphrase);
/// A new reviewer and key. BadArgument for an id in use, an empty name or a passphrase under 8 characters.
/// Takes a second: Argon2id.
Result<Reviewer> makeReviewer(const std::string& id, const std::string& name, const std::string& role,
                              const std::string& passphrase, const Random& random);

struct SigningWish {
    std::string reviewer; ///< id
    std::string meaning;  ///< review | approval | responsibility | authorship
    std::string passphrase;
    /// Makes report.pdf of report.html; given by the program, since it takes fonts and a paint engine.
    std::function<Result<Bytes>(const std::string& html)> printPdf;
    /// Folder of the release that this one takes the place of; empty: the one that this project released last.
    std::string after{};
    std::string contact{}; ///< whom to ask about the release, as printed; written to be read by strangers
};

/// Signing in three steps, so that a window stays alive: the first and last are short and touch the project, the middle
/// one is long, works on copies and may run on any thread.
struct SigningOrder {
    struct File {
        std::string item, path, sha256, sopInstanceUid;
        study::Source source;                     ///< the original
        std::vector<pixels::Box> boxesUsed, kept; ///< in the pixels
        std::vector<std::string> removed;         ///< texts that were blanked; values of the patient
        std::vector<face::FrameCut> frameCuts{};  ///< as the candidate was ordered
        face::Cut cut{};
    };
    Reviewer reviewer;
    std::string passphrase;
    std::vector<File> files;
};
/// OpenFindings, NotReviewed, StaleCandidates, NotFound (reviewer), Frozen.
Result<SigningOrder> prepareSigning(const Project& project, const SigningWish& wish);

/// What was found when every candidate was read again.
struct CheckedCandidates {
    Key seed;
    std::map<std::string, release::Proof> proofs; ///< by item, of those with blanked boxes
};
/// Unlocks the key and reads every candidate again in fresh workers, which also prove what was blanked (see `prove`;
/// OpenFindings names the item in which removed text can still be read). `changed` names the candidate whose bytes are
/// not those recorded (with Tampered): drop it from the project, `run` builds it anew. WrongPassphrase, WorkerLost, ...
Result<CheckedCandidates> checkForSigning(const SigningOrder& order, const pool::Settings& settings,
                                          const Progress& progress, std::string& changed);

/// Writes manifest, report and signature over exactly those candidates, a set for everybody and one for named people
/// (files that keep a face are in the second alone), and the Signed event. StaleCandidates when something was decided
/// meanwhile. On any error the project is as before.
Done finishSigning(Project& project, const SigningWish& wish, const SigningOrder& order,
                   const CheckedCandidates& checked);

/// A signature of another person over the same manifest, in the same three steps; `approve` is all of them.
struct ApprovalOrder {
    struct File {
        std::string path, sha256;
    };
    Reviewer reviewer;
    std::string passphrase;
    std::vector<File> files; ///< the candidates that were signed
};
/// NotSigned, NotFound (reviewer), Frozen when that person has signed already, BadArgument for an unknown meaning.
Result<ApprovalOrder> prepareApproval(const Project& project, const SigningWish& wish);
/// Unlocks the key and reads every signed candidate again. WrongPassphrase, Tampered.
Result<Key> checkForApproval(const ApprovalOrder& order, const Progress& progress);
/// Adds signature-2.json and what belongs to it to the documents of the release, and the Signed event.
Done finishApproval(Project& project, const SigningWish& wish, const Key& seed);
Done approve(Project& project, const SigningWish& wish, const Progress& progress);

/// All three, for the command line.
Done sign(Project& project, const SigningWish& wish, pool::Pool& pool, const Progress& progress);

/// The report (report.html, .json, .pdf) as it was signed for this access, and as a draft that says what is open while
/// the project is not signed. BadArgument for another format, and for an access that nothing was signed for.
Result<Bytes> reportAsItStands(const Project& project, const std::string& format, const SigningWish& wish,
                               const std::string& access);

/// What a release is copied from: taken from the project, usable on any thread.
struct ReleaseOrder {
    struct File {
        std::string from, to, sha256;
    };
    std::string folder, access, manifestSha256;
    std::vector<File> images;
    std::map<std::string, std::string> documents;
    std::size_t keptBack = 0; ///< files that keep a face, of a release for everybody: for named people only
};
/// BadArgument unless the manifest that was signed for this access follows the release in the folder `before`, which
/// has to be whole: the release is its next version.
Done checkFollows(const Project& project, const std::string& before, const std::string& access,
                  const Progress& progress);
/// Tampered when the journal does not hold the entries that the signatures in this release, which has to be whole, were
/// made after.
Done checkJournalOf(const Project& project, const std::string& release, const Progress& progress);
/// NotSigned, Overlap, Exists (inside another release), BadArgument (all that leaves keeps a face and `access` is
/// public), Tampered.
Result<ReleaseOrder> prepareRelease(const Project& project, const std::string& folder, const std::string& access);
/// Copies the signed bytes, with manifest, signature, key, reports and README, into the folder (absent or empty).
/// Exists, Tampered, NoSpace. On an error the folder does not remain. Afterwards perform `Released`.
Done copyRelease(const ReleaseOrder& order, const Progress& progress);
/// All of it, for the command line.
struct Made {
    std::string manifestSha256;
    std::size_t files = 0, keptBack = 0;
};
Result<Made> makeRelease(Project& project, const std::string& folder, const std::string& access,
                         const Progress& progress);

}
