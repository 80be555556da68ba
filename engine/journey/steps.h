// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/progress.h"
#include "engine/base/shared_memory.h"
#include "engine/face/volume.h"
#include "engine/journey/values.h"
#include "engine/pixels/frame.h"
#include "engine/pool/pool.h"

namespace engine::journey {

/// The long steps, on copies: none touches a Project, all may run on any thread. File bytes go to worker processes
/// only.

/// Which inputs get their digest: all, so that a change is noticed whenever they are read again, or only those that
/// nothing else tells apart (one SOP Instance UID twice, or set aside) where they are read once and at once.
enum class Digests { All, WhereNeeded };

/// Walks files, folders, archives and DICOMDIRs and reads what each file is. Every file found appears once in the
/// answer. Fails only as a whole: an input that is not there (NotFound, NotReadable), or Cancelled.
Result<std::vector<Discovered>> discover(const std::vector<std::string>& inputs, pool::Pool& pool,
                                         const Progress& progress, Digests digests = Digests::All);

/// The instance's bytes, read only: the file, or its archive member unpacked into memory, or its picture (decoding.h).
/// Tampered when the bytes are no longer those that were imported (checked when `source.sha256` is set).
Result<Descriptor> openSource(const study::Source& source, pool::Pool& pool, const Progress& progress);

/// Samples of one frame in sealed memory.
struct DecodedFrame {
    pixels::Frame frame;
    SharedMemory samples;
};
Result<DecodedFrame> decodeFrame(const study::Source& source, int frame, pool::Pool& pool, const Progress& progress);
/// Of an open file.
Result<DecodedFrame> decodeFrame(const Descriptor& file, int frame, pool::Pool& pool, const Progress& progress);
/// Of a candidate or released file.
Result<DecodedFrame> decodeFrameOfFile(const std::string& path, int frame, pool::Pool& pool, const Progress& progress);
/// Where a candidate's frame differs from the original's, as 8-bit grey: black where both are the same, bright where
/// not, however little. Interpolated colours of JPEG may differ a pixel or two beside a box although their code does
/// not.
Result<DecodedFrame> decodeDifference(const study::Source& source, const std::string& path, int frame, pool::Pool& pool,
                                      const Progress& progress);

/// Header diff of one file under the rules.
Result<profile::Inspect::Answer> inspect(const study::Source& source, const profile::Inspect& request, pool::Pool& pool,
                                         const Progress& progress);

/// Looks for text in every frame of an instance, and for faces in what shows people. Undecodable frames become a
/// NotExamined finding. `known` is what an earlier build saw of it (`faceSearchNow`): that stays, and only faces are
/// looked for.
Result<Examined> examineText(const study::Entry& entry, const std::string& mode, pool::Pool& pool,
                             const Progress& progress, std::optional<Examined> known = {});

/// A series put together as one volume, in sealed memory. Unsupported with a reason when its geometry makes no volume.
struct AssembledVolume {
    face::Volume volume;
    SharedMemory samples;
    face::VolumePlan plan;
    face::SampleUnits units;
    std::vector<pixels::Frame> frames; ///< of the plan's instances
};
Result<AssembledVolume> assembleVolume(const std::vector<study::Entry>& series, pool::Pool& pool,
                                       const Progress& progress);
/// The same volume from other files: how each instance's frame is decoded is asked for by its number in the series.
/// Called from several threads.
using DecodeInstance = std::function<Result<DecodedFrame>(std::size_t instance)>;
Result<AssembledVolume> assembleVolume(const face::VolumePlan& plan, const DecodeInstance& decode, pool::Pool& pool,
                                       const Progress& progress);
/// Whether a person must decide about the series; one Face finding if so, with its reason first: "volume", "profile"
/// (a few pictures along the body), "biometric" (then "eye", "teeth", "skin", "finger" or "body"), or a rule of objects
/// that follow a head. Else `reason` says why not. Reads no pixels.
std::string faceFindingId(const std::string& seriesId);
Examined examineFace(const std::string& seriesId, const std::vector<study::Entry>& series);

/// Writes one cleaned file into `target` (empty, readable and writable); digest and size are of the bytes that are
/// there. Tampered when the original changed meanwhile.
Result<release::Write::Answer> writeCleaned(const study::Source& source, const release::Write& request,
                                            const Descriptor& target, pool::Pool& pool, const Progress& progress);

/// Why a file was set aside, in words of ours that hold no value of the patient: they go into manifest and report.
std::string inWords(const Error& error);

/// Writes the candidate's file. A file that cannot be written becomes Candidate::setAside; an Error only for Cancelled,
/// NoSpace and NotWritable.
Result<Candidate> buildCandidate(const CandidateOrder& order, pool::Pool& pool, const Progress& progress);

}
