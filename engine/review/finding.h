// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/pixels/box.h"

#include <string>
#include <vector>

namespace engine::review {

/// The project's own names: "p1" patient, "t1" study, "s1" series, "i1" instance; findings "f" and 16 hexadecimal
/// digits.
using ItemId = std::string;
using FindingId = std::string;

enum class ItemVerdict { None, Clean, Found, Flag, Skip, Damaged };
enum class FindingVerdict { None, Remove, Keep, Replace };
enum class Category { None, Name, Id, Date, Place, Face, Other };
enum class FindingKind {
    Text,       ///< a box over burned-in text; `remove` blanks it
    Header,     ///< a value the rules are not sure of; `remove` takes it out
    Face,       ///< a volume that could show a face; `remove` leaves the series out, `replace` cuts the face out
    NotExamined ///< pixels nobody could look through; `remove` leaves the instance out
};

NLOHMANN_JSON_SERIALIZE_ENUM(ItemVerdict, {{ItemVerdict::None, nullptr},
                                           {ItemVerdict::Clean, "clean"},
                                           {ItemVerdict::Found, "found"},
                                           {ItemVerdict::Flag, "flag"},
                                           {ItemVerdict::Skip, "skip"},
                                           {ItemVerdict::Damaged, "damaged"}})
NLOHMANN_JSON_SERIALIZE_ENUM(FindingVerdict, {{FindingVerdict::None, nullptr},
                                              {FindingVerdict::Remove, "remove"},
                                              {FindingVerdict::Keep, "keep"},
                                              {FindingVerdict::Replace, "replace"}})
NLOHMANN_JSON_SERIALIZE_ENUM(Category, {{Category::None, ""},
                                        {Category::Name, "name"},
                                        {Category::Id, "id"},
                                        {Category::Date, "date"},
                                        {Category::Place, "place"},
                                        {Category::Face, "face"},
                                        {Category::Other, "other"}})
NLOHMANN_JSON_SERIALIZE_ENUM(FindingKind, {{FindingKind::Text, "text"},
                                           {FindingKind::Header, "header"},
                                           {FindingKind::Face, "face"},
                                           {FindingKind::NotExamined, "not-examined"}})

/// Something a person must decide about. `text` is a value of the patient.
struct Finding {
    FindingId id;
    ItemId item; ///< an instance; of Face a series
    FindingKind kind = FindingKind::Text;
    std::string place; ///< "pixel", or a tag path as in `cli.md`
    std::string text;
    pixels::Box box; ///< of Text
    double confidence = 0;
    std::string machine; ///< "phi", "unknown" or "safe"
    Category category = Category::None;
    std::vector<std::string> reasons;                 ///< codes of engine/text and others, worded by widgets
    FindingVerdict proposed = FindingVerdict::Remove; ///< the safe choice; in force until a person decides
    bool drawn = false;                               ///< by a person

    bool operator==(const Finding&) const = default;
};
/// A box that a person puts there: in force as it is drawn.
inline Finding drawnBox(FindingId id, ItemId item, const pixels::Box& box, std::string reason)
{
    Finding finding;
    finding.id = std::move(id);
    finding.item = std::move(item);
    finding.place = "pixel";
    finding.box = box;
    finding.machine = "phi";
    finding.reasons = {std::move(reason)};
    finding.drawn = true;
    return finding;
}
WIRE_FIELDS(Finding, id, item, kind, place, text, box, confidence, machine, category, reasons, proposed, drawn)

/// What a person said of an item. `reason` is free text or, for Skip, a code; required for Skip.
struct Judgement {
    ItemVerdict verdict = ItemVerdict::None;
    Category category = Category::None;
    std::string reason;

    bool operator==(const Judgement&) const = default;
};
WIRE_FIELDS(Judgement, verdict, category, reason)

/// How an item was looked at before it was judged.
struct Look {
    std::int64_t dwellMs = 0; ///< it was on the screen, over all its pictures
    double exposed = 0;       ///< share of its pictures that were on the screen long enough, 0 to 1
    std::string view; ///< "cells", "sheet", "slices", "single", "header" or "grid 4x4": what was on the screen last
    std::int64_t images = 1; ///< judged by it

    bool operator==(const Look&) const = default;
};
WIRE_FIELDS(Look, dwellMs, exposed, view, images)

/// What a person decided about a finding. Of a face that is kept, or a box over one, `reason` is "no-face", with why
/// after "no-face; " where that must be said, or "face-kept"; of one that is replaced the cut in words
/// (journey::CutDecision); of a text that is replaced, what replaces it.
struct Decision {
    FindingVerdict verdict = FindingVerdict::None;
    std::string reason;

    bool operator==(const Decision&) const = default;
};
WIRE_FIELDS(Decision, verdict, reason)

/// Looks written, and nobody could read it or take it for a line: told with its place, and blanked only when a person
/// says so.
inline bool isUnreadRegion(const Finding& finding)
{
    return finding.kind == FindingKind::Text && finding.machine == "unknown" &&
           finding.proposed == FindingVerdict::Keep;
}

/// A box over a face, in a picture that shows people as a photograph does.
inline bool isFaceBox(const Finding& finding)
{
    return finding.kind == FindingKind::Text && finding.category == Category::Face;
}

/// Of a face that is kept: the person says that there is none.
inline bool isAbsentFace(const std::string& reason)
{
    return reason == "no-face" || reason.starts_with("no-face; ");
}

}
