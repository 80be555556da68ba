// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/journey/project.h"

namespace engine::journey {

/// Templates that the project was given, then those that its own decisions make and it was not given alike.
std::vector<DeviceTemplate> allTemplates(const Project& project);
/// It was taken away: it proposes nothing and is not written.
bool isRemoved(const Project& project, const DeviceTemplate& device);
/// All but those.
std::vector<DeviceTemplate> templatesInUse(const Project& project);

/// Takes those of this id away, as an event that undo takes back. What they proposed before stays. NotFound, Frozen.
Done removeTemplate(Project& project, const std::string& id);
/// Brings it back, likewise; it proposes again from then on. NotFound, Frozen.
Done restoreTemplate(Project& project, const std::string& id);

/// Images of the project that a template fits.
std::size_t countFitting(const Project& project, const DeviceTemplate& device);

/// What came of templates that were given to a project.
struct TemplatesTaken {
    std::size_t templates = 0, proposed = 0; ///< boxes; each waits for a decision
    std::vector<std::string> notRead = {};   ///< of a file, in words of ours with their line
};
/// Keeps them, brings back those that were taken away, and proposes their boxes wherever they fit. Frozen.
Result<TemplatesTaken> takeTemplates(Project& project, const std::vector<DeviceTemplate>& templates);
/// Those of a file of ours, or of a script of CTP's DicomPixelAnonymizer. Frozen, NotFound, NotReadable, TooLarge
/// beyond 1 MiB, Damaged.
Result<TemplatesTaken> takeTemplates(Project& project, const std::string& path);

/// All in use in a file that is not there yet; how many. Overlap inside the project or its inputs; Exists,
/// NotWritable, NoSpace.
Result<std::size_t> writeTemplates(const Project& project, const std::string& path);

}
