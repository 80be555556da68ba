// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/progress.h"
#include "engine/face/affine.h"
#include "engine/face/head_template.h"

namespace engine::face {

/// How a head lies, found by comparing it with the template.
struct Registration {
    Affine toPatient;     ///< the template's LPS mm to the patient's
    double cost = 10;     ///< of the fit, lower is better; nothing at all gives -1
    double covered = 0;   ///< share of the template's brain, where the volume reaches, that falls into this head
    double explained = 0; ///< share of this head's upper 180 mm that falls into the template's head
};

/// Fits the template by normalised mutual information: rotation, translation and three scales; one thread. `grid` is
/// smoothed, `solid` the same made solid at `threshold`. The upper 300 mm are searched: a whole body has its head
/// there.
Registration registerHead(const HeadTemplate& head, const Grid& grid, const Grid& solid, double threshold,
                          const Progress& progress);

}
