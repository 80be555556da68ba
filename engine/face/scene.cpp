// SPDX-License-Identifier: Apache-2.0
#include "engine/face/scene.h"

#include "engine/face/cut_volume.h"
#include "engine/face/gl_context.h"
#include "engine/face/skin.h"
#include "engine/face/surface.h"

#include <vtkActor.h>
#include <vtkCallbackCommand.h>
#include <vtkCamera.h>
#include <vtkGenericOpenGLRenderWindow.h>
#include <vtkNew.h>
#include <vtkPolyData.h>
#include <vtkPolyDataMapper.h>
#include <vtkProperty.h>
#include <vtkRenderer.h>
#include <vtkUnsignedCharArray.h>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace engine::face {

namespace {

constexpr double finest = 1.0;          // mm; makes 0.3 to 0.5 million triangles of a head
constexpr double canvas = 0x10 / 255.0; // the window's canvas colour
constexpr double grey = 0.80;
constexpr int mostPixels = 4096;

Vector middleOf(const std::array<double, 6>& bounds)
{
    return {(bounds[0] + bounds[1]) / 2, (bounds[2] + bounds[3]) / 2, (bounds[4] + bounds[5]) / 2};
}

std::array<double, 6> boundsOf(vtkPolyData& surface)
{
    std::array<double, 6> bounds{};
    surface.GetBounds(bounds.data());
    return bounds;
}

/// Half a diagonal: the surface stays in the picture from wherever it is seen.
double radiusOf(const std::array<double, 6>& bounds)
{
    return length({bounds[1] - bounds[0], bounds[3] - bounds[2], bounds[5] - bounds[4]}) / 2;
}

/// From the middle to the viewer: azimuth 0 from in front (-Y), +90 from the person's left (+X).
Vector towardsViewer(double azimuth, double elevation)
{
    return {std::sin(azimuth) * std::cos(elevation), -std::cos(azimuth) * std::cos(elevation), std::sin(elevation)};
}

/// At right angles to it, +Z as far as that goes; from straight above the back of the head is up.
Vector upwards(double azimuth, double elevation)
{
    return {-std::sin(azimuth) * std::sin(elevation), std::cos(azimuth) * std::sin(elevation), std::cos(elevation)};
}

bool isInBounds(const RenderFace& request)
{
    const auto isSide = [](int side) { return side >= 1 && side <= mostPixels; };
    return isSide(request.width) && isSide(request.height) && std::isfinite(request.azimuth) &&
           std::isfinite(request.elevation) && std::abs(request.elevation) <= 90 && request.zoom >= 0.05 &&
           request.zoom <= 50;
}

/// A ball, in place of a head, for the first picture.
Grid warmUpGrid()
{
    Grid grid{{12, 12, 12}, {}, 1, 0, std::vector<std::int16_t>(12 * 12 * 12)};
    for (int z = 0; z < 12; ++z) {
        for (int y = 0; y < 12; ++y) {
            for (int x = 0; x < 12; ++x)
                grid.samples[grid.indexOf(x, y, z)] =
                    static_cast<std::int16_t>(std::max(0.0, 100 - 20 * length({x - 5.5, y - 5.5, z - 5.5})));
        }
    }
    return grid;
}

}

struct Scene::Parts {
    explicit Parts(GlContext gl);
    ~Parts() { window->Finalize(); }

    void show(vtkPolyData* surface);
    void look(const RenderFace& request);
    void draw(const RenderFace& request, std::span<std::uint8_t> rgba);

    GlContext context; // goes last
    vtkNew<vtkCallbackCommand> current;
    vtkNew<vtkGenericOpenGLRenderWindow> window;
    vtkNew<vtkRenderer> renderer;
    vtkNew<vtkPolyDataMapper> mapper;
    vtkNew<vtkActor> actor;
    struct Skin {
        vtkSmartPointer<vtkPolyData> fine, coarse;
    };
    static Result<Skin> skinOf(const Volume& volume, std::span<const std::int16_t> samples, double threshold);
    Skin before, after;
    std::array<double, 6> bounds{};
};

Result<Scene::Parts::Skin> Scene::Parts::skinOf(const Volume& volume, std::span<const std::int16_t> samples,
                                                double threshold)
{
    auto grid = gridOf(volume, samples, finest);
    smooth(grid);
    if (!std::isfinite(threshold) || !makeSolid(grid, threshold))
        return Error{ErrorCode::Unsupported, "no-surface"};
    Skin skin{surfaceOf(grid, threshold), nullptr};
    if (skin.fine->GetNumberOfPolys() == 0)
        return Error{ErrorCode::Unsupported, "no-surface"};
    skin.coarse = surfaceOf(halved(grid), threshold);
    return skin;
}

Scene::Parts::Parts(GlContext gl) : context{std::move(gl)}
{
    // This thread only ever has our context; VTK asks each time.
    current->SetCallback([](vtkObject*, unsigned long event, void*, void* answer) {
        if (event == vtkCommand::WindowIsCurrentEvent)
            *static_cast<bool*>(answer) = true;
        else
            *static_cast<int*>(answer) = 1;
    });
    for (const auto event :
         {vtkCommand::WindowIsCurrentEvent, vtkCommand::WindowIsDirectEvent, vtkCommand::WindowSupportsOpenGLEvent})
        window->AddObserver(event, current);
    window->SetFrameBlitModeToNoBlit();
    window->SetOwnContext(0);
    window->SetMultiSamples(0);
    window->SetSize(64, 64);
    window->SetReadyForRendering(true);
    // Debian's GLEW is made for GLX: with EGL it loads everything and then reports an error, at every picture.
    vtkObject::GlobalWarningDisplayOff();
    window->OpenGLInitContext();
    window->AddRenderer(renderer);
    renderer->SetBackground(canvas, canvas, canvas);
    renderer->GetActiveCamera()->ParallelProjectionOn();
    mapper->ScalarVisibilityOff();
    actor->SetMapper(mapper);
    auto* property = actor->GetProperty();
    property->SetColor(grey, grey, grey);
    property->SetAmbient(0.08);
    property->SetDiffuse(0.88);
    property->SetSpecular(0.08);
    property->SetSpecularPower(12);
    property->SetInterpolationToPhong();
    renderer->AddActor(actor);
}

void Scene::Parts::show(vtkPolyData* surface)
{
    if (mapper->GetInput() != surface)
        mapper->SetInputData(surface);
}

void Scene::Parts::look(const RenderFace& request)
{
    const double azimuth = request.azimuth * std::numbers::pi / 180;
    const double elevation = request.elevation * std::numbers::pi / 180;
    const auto middle = middleOf(bounds);
    const double radius = radiusOf(bounds);
    const auto eye = middle + towardsViewer(azimuth, elevation) * (3 * radius);
    const auto up = upwards(azimuth, elevation);
    auto* camera = renderer->GetActiveCamera();
    camera->SetFocalPoint(middle.data());
    camera->SetPosition(eye.data());
    camera->SetViewUp(up.data());
    // Half the height of the picture in mm; the corners of a head's box are empty.
    const double narrow = std::min(1.0, static_cast<double>(request.width) / request.height);
    camera->SetParallelScale(0.8 * radius / narrow / request.zoom);
    camera->SetClippingRange(radius, 5 * radius);
}

void Scene::Parts::draw(const RenderFace& request, std::span<std::uint8_t> rgba)
{
    window->SetSize(request.width, request.height);
    look(request);
    window->Render();
    vtkNew<vtkUnsignedCharArray> pixels;
    window->GetRGBACharPixelData(0, 0, request.width - 1, request.height - 1, 0, pixels);
    const auto row = static_cast<std::size_t>(request.width) * 4;
    const auto rows = static_cast<std::size_t>(request.height);
    for (std::size_t y = 0; y < rows; ++y) {
        // OpenGL counts rows from below, and leaves the background transparent.
        const auto* from = pixels->GetPointer(static_cast<vtkIdType>((rows - 1 - y) * row));
        auto* to = rgba.data() + y * row;
        std::copy_n(from, row, to);
        for (std::size_t x = 3; x < row; x += 4)
            to[x] = 255;
    }
}

Scene::Scene(std::unique_ptr<Parts> parts) : m_parts{std::move(parts)} {}
Scene::Scene(Scene&&) noexcept = default;
Scene::~Scene() = default;

Result<Scene> Scene::open()
{
    auto context = GlContext::create();
    if (!context)
        return context.error();
    auto parts = std::make_unique<Parts>(*std::move(context));
    const auto ball = surfaceOf(warmUpGrid(), 50);
    parts->bounds = boundsOf(*ball);
    parts->show(ball);
    RenderFace request;
    request.width = request.height = 64;
    Bytes pixels(64 * 64 * 4);
    parts->draw(request, pixels);
    // The middle of the ball must be there, and the corner empty.
    if (pixels[(32 * 64 + 32) * 4] < 64 || pixels[0] > 32)
        return Error{ErrorCode::Unsupported, "EGL"};
    return Scene{std::move(parts)};
}

Result<LoadVolume::Answer> Scene::load(const LoadVolume& request, ByteView samples)
{
    m_parts->before = m_parts->after = {};
    const auto& volume = request.volume;
    if (!isUsable(volume) || samples.size() < volume.bytes())
        return Error{ErrorCode::BadArgument, "volume"};
    const std::span values{reinterpret_cast<const std::int16_t*>(samples.data()), volume.bytes() / 2};
    auto threshold = skinThreshold(volume, values);
    if (!threshold)
        return threshold.error();
    if (request.thresholdGiven)
        threshold = request.threshold;
    auto skin = Parts::skinOf(volume, values, *threshold);
    if (!skin)
        return skin.error();
    m_parts->before = *std::move(skin);
    m_parts->bounds = boundsOf(*m_parts->before.fine);
    const auto triangles = static_cast<std::uint64_t>(m_parts->before.fine->GetNumberOfPolys());
    return LoadVolume::Answer{*threshold, triangles, m_parts->bounds};
}

Result<LoadCut::Answer> Scene::cut(const LoadCut& request, ByteView samples)
{
    m_parts->after = {};
    if (!m_parts->before.fine)
        return Error{ErrorCode::NotFound, "volume"};
    const auto& volume = request.volume;
    if (!isUsable(volume) || samples.size() < volume.bytes())
        return Error{ErrorCode::BadArgument, "volume"};
    const auto left = cutOut(volume, request.cut, samples);
    auto skin =
        Parts::skinOf(volume, {reinterpret_cast<const std::int16_t*>(left.data()), left.size() / 2}, request.threshold);
    if (!skin)
        return skin.error();
    m_parts->after = *std::move(skin);
    return LoadCut::Answer{static_cast<std::uint64_t>(m_parts->after.fine->GetNumberOfPolys())};
}

Result<RenderFace::Answer> Scene::render(const RenderFace& request, std::span<std::uint8_t> rgba)
{
    const auto& skin = request.isAfter ? m_parts->after : m_parts->before;
    if (!skin.fine)
        return Error{ErrorCode::NotFound, request.isAfter ? "cut" : "volume"};
    const auto needed = 4 * static_cast<std::size_t>(std::max(0, request.width)) *
                        static_cast<std::size_t>(std::max(0, request.height));
    if (!isInBounds(request) || rgba.size() < needed)
        return Error{ErrorCode::BadArgument, "view"};
    m_parts->show(request.draft ? skin.coarse : skin.fine);
    m_parts->draw(request, rgba);
    return RenderFace::Answer{request.width, request.height};
}

}
