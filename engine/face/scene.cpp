// SPDX-License-Identifier: Apache-2.0
#include "engine/face/scene.h"

#include "engine/face/caster.h"
#include "engine/face/cut_volume.h"
#include "engine/face/gl_context.h"
#include "engine/face/scene_pictures.h"
#include "engine/face/skin.h"
#include "engine/face/surface.h"

#include <vtkActor.h>
#include <vtkCallbackCommand.h>
#include <vtkCamera.h>
#include <vtkGenericOpenGLRenderWindow.h>
#include <vtkLight.h>
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
constexpr double bone = 250;                   // HU: the denser bone, without contrast in vessels
constexpr std::int16_t brightestSample = 1500; // HU: metal would darken all else
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

double radians(double degrees)
{
    return degrees * std::numbers::pi / 180;
}

/// How a picture lies in the patient.
struct ViewPlace {
    Vector towardsViewer{}, right{}, up{}; ///< unit vectors; azimuth 0 from in front (-Y), +90 from the person's left
    double mmPerPixel = 1;
};

ViewPlace placeOf(const RenderFace& request, double radius)
{
    const double a = radians(request.azimuth), e = radians(request.elevation);
    // From straight above the back of the head is up.
    ViewPlace place{{std::sin(a) * std::cos(e), -std::cos(a) * std::cos(e), std::sin(e)},
                    {std::cos(a), std::sin(a), 0},
                    {-std::sin(a) * std::sin(e), std::cos(a) * std::sin(e), std::cos(e)}};
    // The corners of a head's box are empty.
    const double narrow = std::min(1.0, static_cast<double>(request.width) / request.height);
    place.mmPerPixel = 2 * 0.8 * radius / narrow / request.zoom / request.height;
    return place;
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
    void light(const RenderFace& request);
    void draw(const RenderFace& request, std::span<std::uint8_t> rgba);
    void drawBrightest(const RenderFace& request, std::span<std::uint8_t> rgba) const;

    GlContext context; // goes last
    vtkNew<vtkCallbackCommand> current;
    vtkNew<vtkGenericOpenGLRenderWindow> window;
    vtkNew<vtkRenderer> renderer;
    vtkNew<vtkPolyDataMapper> mapper;
    vtkNew<vtkActor> actor;
    vtkNew<vtkLight> lamp;
    struct Surface {
        vtkSmartPointer<vtkPolyData> fine, coarse;
    };
    struct Skin {
        Surface skin, bone; ///< bone is made when somebody looks at it
        Grid whole, solid;  ///< what was scanned, smoothed; the same with nothing but the skin
        double threshold = 0;
    };
    static Result<Skin> skinOf(const Volume& volume, std::span<const std::int16_t> samples, double threshold);
    const Skin& sideOf(const RenderFace& request) const { return request.isAfter ? after : before; }
    static Surface surfacesOf(const Grid& grid, double threshold)
    {
        return {surfaceOf(grid, threshold), surfaceOf(halved(grid), threshold)};
    }
    Skin before, after;
    std::array<double, 6> bounds{};
    bool isHounsfield = false;
};

Result<Scene::Parts::Skin> Scene::Parts::skinOf(const Volume& volume, std::span<const std::int16_t> samples,
                                                double threshold)
{
    Skin made;
    made.whole = gridOf(volume, samples, finest);
    if (volume.isHounsfield) {
        for (auto& sample : made.whole.samples)
            sample = std::min(sample, brightestSample);
    }
    smooth(made.whole);
    made.solid = made.whole;
    made.threshold = threshold;
    if (!std::isfinite(threshold) || !makeSolid(made.solid, threshold))
        return Error{ErrorCode::Unsupported, "no-surface"};
    made.skin = surfacesOf(made.solid, threshold);
    if (made.skin.fine->GetNumberOfPolys() == 0)
        return Error{ErrorCode::Unsupported, "no-surface"};
    return made;
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
    renderer->AutomaticLightCreationOff();
    lamp->SetLightTypeToCameraLight();
    renderer->AddLight(lamp);
    renderer->SetBackground(canvas, canvas, canvas);
    renderer->GetActiveCamera()->ParallelProjectionOn();
    mapper->ScalarVisibilityOff();
    actor->SetMapper(mapper);
    auto* property = actor->GetProperty();
    property->SetColor(grey, grey, grey);
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
    const auto middle = middleOf(bounds);
    const double radius = radiusOf(bounds);
    const auto place = placeOf(request, radius);
    const auto eye = middle + place.towardsViewer * (3 * radius);
    auto* camera = renderer->GetActiveCamera();
    camera->SetFocalPoint(middle.data());
    camera->SetPosition(eye.data());
    camera->SetViewUp(place.up.data());
    camera->SetParallelScale(place.mmPerPixel * request.height / 2);
    camera->SetClippingRange(radius, 5 * radius);
}

/// As `shade` has the lights, with a little shine.
void Scene::Parts::light(const RenderFace& request)
{
    const bool isContour = request.preset == RenderFace::Preset::Contour;
    const bool isHead = isContour || request.light == RenderFace::Light::Headlight;
    const auto& from = isHead ? headlight : request.light == RenderFace::Light::Top30 ? top30 : top50;
    const double above = radians(from.elevation);
    lamp->SetFocalPoint(0, 0, 0);
    lamp->SetPosition(0, std::sin(above), std::cos(above));
    auto* property = actor->GetProperty();
    property->SetAmbient(isContour ? contourAmbient : isHead ? 0.08 : from.ambient);
    property->SetDiffuse(isContour ? 1 - contourAmbient : isHead ? 0.88 : from.key);
    property->SetSpecular(isContour ? 0 : 0.08);
}

void Scene::Parts::drawBrightest(const RenderFace& request, std::span<std::uint8_t> rgba) const
{
    const auto place = placeOf(request, radiusOf(bounds));
    Camera camera;
    camera.centre = middleOf(bounds);
    camera.yaw = request.azimuth;
    camera.pitch = request.elevation;
    camera.away = farAway;
    constexpr int coarse = 3; // pixels a side
    const int largest = std::max(request.width, request.height), shrink = request.draft ? coarse : 1;
    camera.side = std::max(1, largest / shrink);
    camera.width = place.mmPerPixel * largest;
    const auto& side = sideOf(request);
    spread(Caster{side.whole, side.threshold}.brightest(camera), camera.side, {request.width, request.height}, rgba);
}

void Scene::Parts::draw(const RenderFace& request, std::span<std::uint8_t> rgba)
{
    window->SetSize(request.width, request.height);
    look(request);
    light(request);
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
    m_parts->isHounsfield = volume.isHounsfield;
    m_parts->bounds = boundsOf(*m_parts->before.skin.fine);
    const auto triangles = static_cast<std::uint64_t>(m_parts->before.skin.fine->GetNumberOfPolys());
    return LoadVolume::Answer{*threshold, triangles, m_parts->bounds};
}

Result<LoadCut::Answer> Scene::cut(const LoadCut& request, ByteView samples)
{
    m_parts->after = {};
    if (!m_parts->before.skin.fine)
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
    return LoadCut::Answer{static_cast<std::uint64_t>(m_parts->after.skin.fine->GetNumberOfPolys())};
}

Result<RenderFace::Answer> Scene::render(const RenderFace& request, std::span<std::uint8_t> rgba)
{
    auto& side = request.isAfter ? m_parts->after : m_parts->before;
    if (!side.skin.fine)
        return Error{ErrorCode::NotFound, request.isAfter ? "cut" : "volume"};
    const auto needed = 4 * static_cast<std::size_t>(std::max(0, request.width)) *
                        static_cast<std::size_t>(std::max(0, request.height));
    if (!isInBounds(request) || rgba.size() < needed)
        return Error{ErrorCode::BadArgument, "view"};
    const auto surface = [&](const Parts::Surface& one) { return request.draft ? one.coarse.Get() : one.fine.Get(); };
    switch (request.preset) {
    case RenderFace::Preset::Skin:
        m_parts->show(surface(side.skin));
        m_parts->draw(request, rgba);
        break;
    case RenderFace::Preset::Bone:
        if (!m_parts->isHounsfield)
            return Error{ErrorCode::Unsupported, "no-bone"};
        if (!side.bone.fine)
            side.bone = Parts::surfacesOf(side.whole, bone);
        m_parts->show(surface(side.bone));
        m_parts->draw(request, rgba);
        break;
    case RenderFace::Preset::Brightest:
        m_parts->drawBrightest(request, rgba);
        break;
    case RenderFace::Preset::Contour:
        m_parts->show(surface(side.skin));
        m_parts->draw(request, rgba);
        drawContour(rgba.first(needed));
        break;
    }
    return RenderFace::Answer{request.width, request.height};
}

Result<PointAt::Answer> Scene::pointAt(const PointAt& request) const
{
    const auto& view = request.view;
    const auto& side = m_parts->sideOf(view);
    if (!side.skin.fine)
        return Error{ErrorCode::NotFound, view.isAfter ? "cut" : "volume"};
    if (!isInBounds(view) || !(request.x >= 0 && request.x <= view.width && request.y >= 0 && request.y <= view.height))
        return Error{ErrorCode::BadArgument, "view"};
    const double radius = radiusOf(m_parts->bounds);
    const auto place = placeOf(view, radius);
    Camera camera; // of one pixel
    camera.centre = middleOf(m_parts->bounds) + place.right * ((request.x - view.width / 2.0) * place.mmPerPixel) +
                    place.up * ((view.height / 2.0 - request.y) * place.mmPerPixel);
    camera.yaw = view.azimuth;
    camera.pitch = view.elevation;
    camera.side = 1;
    camera.width = place.mmPerPixel;
    camera.away = 3 * radius;
    const auto sight = Caster{side.solid, side.threshold}.look(camera);
    if (sight.depth.front() == Sight::nothing)
        return PointAt::Answer{};
    return PointAt::Answer{true, sight.positionAt(0, 0)};
}

}
