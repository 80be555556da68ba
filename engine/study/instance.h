// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/wire.h"

#include <array>
#include <string>
#include <vector>

namespace engine::study {

/// What an input is, by its content and never by its name.
enum class FileKind { Dicom, DicomDirectory, Archive, Image, Document, Video, Unknown };
NLOHMANN_JSON_SERIALIZE_ENUM(FileKind, {{FileKind::Unknown, "unknown"},
                                        {FileKind::Dicom, "dicom"},
                                        {FileKind::DicomDirectory, "dicomdir"},
                                        {FileKind::Archive, "archive"},
                                        {FileKind::Image, "image"},
                                        {FileKind::Document, "document"},
                                        {FileKind::Video, "video"}})

/// Where a slice lies: millimetres in the patient coordinate system (LPS, PS3.3 C.7.6.2.1.1).
struct Geometry {
    bool known = false;                  ///< position, orientation and spacing are all there and finite
    std::array<double, 3> position{};    ///< Image Position (Patient): centre of the first pixel
    std::array<double, 6> orientation{}; ///< Image Orientation (Patient): row direction, then column direction
    std::array<double, 2> spacing{};     ///< Pixel Spacing: between rows, between columns
    double sliceThickness = 0;
};

/// One file's content as a list needs it. A photograph (kind Image) fills what it has: its `sopInstanceUid` stands for
/// its bytes, is empty where it cannot be released, and its patient, study and series are where it lay (journey). Holds
/// values of the patient: only ever in memory and in sealed blobs.
struct Instance {
    FileKind kind = FileKind::Unknown;
    std::string format{}; ///< of anything but DICOM: "JPEG", "HEIC", "PDF"
    /// Empty when the file is whole; else an ErrorCode name and what is wrong ("damaged: ends inside (7FE0,0010)").
    /// A damaged file is shown, and never released.
    std::string damage;

    std::string sopInstanceUid, sopClassUid, transferSyntaxUid;
    std::string patientId, patientName, studyUid, seriesUid, frameOfReferenceUid;
    std::string studyDate, studyDescription, seriesDescription, modality, manufacturer, model, bodyPart;
    std::string imageType, burnedInAnnotation;
    int seriesNumber = 0, instanceNumber = 0;

    int frames = 0, rows = 0, columns = 0; ///< 0 frames: no pixel data
    int bitsStored = 0, samplesPerPixel = 0;
    std::string photometric;
    std::string cannotShow; ///< why the pixels cannot be shown; empty when they can, or there are none
    double frameTimeMs = 0; ///< of cine; 0 when not stated
    Geometry geometry;

    /// Strings that name this person and the others around (names, ids, accession, dates, institution), for comparison
    /// with text found in the pixels. Each with the keyword it came from.
    std::vector<std::array<std::string, 2>> identity;
};

WIRE_FIELDS(Geometry, known, position, orientation, spacing, sliceThickness)
WIRE_FIELDS_OR_DEFAULTS(Instance, kind, format, damage, sopInstanceUid, sopClassUid, transferSyntaxUid, patientId,
                        patientName, studyUid, seriesUid, frameOfReferenceUid, studyDate, studyDescription,
                        seriesDescription, modality, manufacturer, model, bodyPart, imageType, burnedInAnnotation,
                        seriesNumber, instanceNumber, frames, rows, columns, bitsStored, samplesPerPixel, photometric,
                        cannotShow, frameTimeMs, geometry, identity)

}
