// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/face/grid.h"

#include <vtkSmartPointer.h>

// breaks typeNames: the name is the library's
class vtkPolyData;

namespace engine::face {

/// The surface at `threshold`, in patient coordinates, with normals. The grid must stay alive only during the call.
vtkSmartPointer<vtkPolyData> surfaceOf(const Grid& grid, double threshold);

}
