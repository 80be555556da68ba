// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/journey/project.h"
#include "widgets/canvas/stack.h"

#include <map>

namespace widgets::text {

/// One thing to look through: an instance with findings in its pixels, or a whole series in which none was found.
struct Task {
    std::string id; ///< of the instance or the series
    std::vector<std::string> instances;
    std::size_t open = 0, findings = 0;
    std::size_t unread = 0; ///< of the findings: may be written, and nobody could read it
    std::string layout{};   ///< geometry class of its first image
};

/// By geometry class, what has unread places first, also among the classes, then in tree order: none of that changes
/// under a person's hands.
std::vector<Task> tasksOf(const engine::journey::Project& project);
/// Every frame of a task, in order.
std::vector<canvas::Plate> platesOf(const engine::study::Collection& collection, const Task& task);
/// The same of the files as they were written; empty while one is not written as decided.
std::vector<canvas::Plate> writtenPlatesOf(const engine::journey::Project& project, const Task& task);
/// What is blanked for each finding in the files as they were written, widened to the grid of their coding; those of
/// files that are not written as decided are missing.
std::map<std::string, engine::pixels::Box> writtenBoxesOf(const engine::journey::Project& project, const Task& task);
/// Findings about the pixels of a task: open red first, then open amber, then the rest; each group from top to bottom.
std::vector<const engine::review::Finding*> findingsOf(const engine::review::State& state, const Task& task);
bool isAboutPixels(const engine::review::Finding& finding);
std::size_t openPixelFindings(const engine::review::State& state);

}
