// SPDX-License-Identifier: Apache-2.0
#include "engine/face/surface.h"

#include <vtkFlyingEdges3D.h>
#include <vtkImageData.h>
#include <vtkNew.h>
#include <vtkPointData.h>
#include <vtkPolyData.h>
#include <vtkShortArray.h>

namespace engine::face {

vtkSmartPointer<vtkPolyData> surfaceOf(const Grid& grid, double threshold)
{
    vtkNew<vtkShortArray> samples;
    // VTK has no read-only array; flying edges only reads.
    samples->SetArray(const_cast<std::int16_t*>(grid.samples.data()), static_cast<vtkIdType>(grid.samples.size()), 1);
    vtkNew<vtkImageData> image;
    image->SetDimensions(grid.size[0], grid.size[1], grid.size[2]);
    image->SetSpacing(grid.spacing, grid.spacing, grid.spacing);
    image->SetOrigin(grid.origin[0], grid.origin[1], grid.origin[2]);
    image->GetPointData()->SetScalars(samples);
    vtkNew<vtkFlyingEdges3D> edges;
    edges->SetInputData(image);
    edges->SetValue(0, threshold);
    edges->ComputeNormalsOn();
    edges->ComputeGradientsOff();
    edges->ComputeScalarsOff();
    edges->Update();
    vtkSmartPointer<vtkPolyData> surface = edges->GetOutput();
    return surface;
}

}
