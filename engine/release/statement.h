// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/release/report.h"

namespace engine::release {

// Inside engine/release only.

/// "1 file", "3 files".
std::string counted(int number, const std::string& one, const std::string& many);
/// Over all files of the manifest.
Proof allProofs(const Manifest& manifest);
bool isDraft(const ReportContent& content);
/// What is released, who looked at it and what was blanked, in whole sentences: the first that report, twin and README
/// say. Of a draft also what is open.
std::string statement(const ReportContent& content);

/// What a person let stand though the check of a cut failed, and what lost what a head lost; with a blank before each
/// sentence. Empty where there is nothing to say.
std::string takenOnSentence(const ReportContent& content);

}
