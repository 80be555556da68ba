// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/journey/project.h"
#include "widgets/canvas/stack.h"
#include "widgets/review/reading.h"

namespace widgets::review {

/// How an item is looked at first.
enum class Kind {
    Header, ///< no pixels: the header is what there is to see
    Single, ///< one picture, or the pages of a document one after another
    Cells,  ///< a volume: six pictures of all of its slices
    Sheet   ///< pictures that are no volume, or a clip: all frames side by side
};

/// What is judged at one go: the sound images of a series that have one size, a clip, a plate, or one damaged file.
struct Item {
    std::string id; ///< of the series, or the damaged instance
    std::vector<std::string> instances;
    bool isDamaged = false;
    Kind kind = Kind::Single;
    std::string known = {}; ///< id of the known case that is shown on these images; empty: they are real

    bool operator==(const Item&) const = default;
    /// What the project knows it by, of all items of a reading its own.
    const std::string& name() const { return known.empty() ? instances.front() : known; }
};

/// What has to be judged: of a project with a sample what was drawn, and the strata that failed; by a second reader
/// what was asked and nobody else has read, by a third person what two readers differ about, or this person has
/// decided. While known cases are in use they stand among them, all in an order by chance, each before the item whose
/// images carry it, practice first; who checks them gets them alone.
std::vector<Item> itemsOf(const engine::journey::Project& project, const Reading& reading = {});
/// The judgement of whoever reads that all instances share; verdict None when they differ, or when their files have
/// changed since, but for a leak, which stays one until somebody has said how it ended.
engine::review::Judgement judgementOf(const engine::review::State& state, const Item& item,
                                      const Reading& reading = {});

/// The verdict of whoever reads was about another file than there is now.
bool isOutdated(const engine::review::State& state, const Item& item, const Reading& reading);
/// Null for a real item.
const engine::review::KnownCase* caseOf(const engine::review::State& state, const Item& item);

struct Sight {
    std::vector<canvas::Plate> plates;
    bool isCandidate = false; ///< every picture is of the file as it would leave
};
/// The pictures as they would leave, where the files are written as decided; else of the originals.
Sight sightOf(const engine::journey::Project& project, const Item& item, bool before);
/// Texts that a machine takes for identity and that stay in the file without anybody having said why: what contradicts
/// "clean". Where it only cannot read, somebody kept it after a look, and one look is enough.
std::vector<const engine::review::Finding*> unexplainedTexts(const engine::review::State& state, const Item& item);
/// Undecided findings about an item's pixels or face.
std::size_t openFindings(const engine::review::State& state, const Item& item);

}
