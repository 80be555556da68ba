// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "widgets/header/filter.h"

namespace widgets::header {

/// "removed", "emptied", "replaced by an invented value", ...: what a letter means.
QString wordOf(char letter);

/// What decided, in plain words. The engine says it in short (`PlannedElement::reason`); what it says and we have no
/// words for stays as it is.
QString reasonOf(const PlannedElement& element);

/// Everything about one element in a few lines, for the pointer and for screen readers: name, what becomes of it and
/// why, the values before and after (long ones cut). Plain text: values of a patient stand in it.
QString tipOf(const PlannedElement& element);

}
