// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/journey/project.h"

namespace engine::journey {

/// Templates that the project was given, then those that its own decisions make and it was not given alike.
std::vector<DeviceTemplate> knownTemplates(const Project& project);

/// Images of the project that a template fits.
std::size_t countFitting(const Project& project, const DeviceTemplate& device);

/// What came of templates that were given to a project.
struct TemplatesTaken {
    std::size_t templates = 0, proposed = 0; ///< boxes; each waits for a decision
    std::vector<std::string> notRead = {};   ///< of a file, in words of ours with their line
};
/// Keeps them, and proposes their boxes wherever they fit. Frozen.
Result<TemplatesTaken> takeTemplates(Project& project, const std::vector<DeviceTemplate>& templates);
/// Those of a file of ours, or of a script of CTP's DicomPixelAnonymizer. Frozen, NotFound, NotReadable, TooLarge
/// beyond 1 MiB, Damaged.
Result<TemplatesTaken> takeTemplates(Project& project, const std::string& path);

/// All known ones in a file that is not there yet; how many. Overlap inside the project or its inputs; Exists,
/// NotWritable, NoSpace.
Result<std::size_t> writeTemplates(const Project& project, const std::string& path);

}
