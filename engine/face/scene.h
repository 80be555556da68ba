// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/bytes.h"
#include "engine/base/result.h"
#include "engine/face/point_at.h"

#include <memory>

namespace engine::face {

/// Holds the skin surface of one volume and makes pictures of it: seen along parallel lines (a millimetre is the same
/// everywhere), grey on the canvas colour. One thread only, since the OpenGL context belongs to it.
class Scene {
public:
    /// Opens the OpenGL context and draws once, so that nothing has to be opened later. Unsupported, "EGL".
    static Result<Scene> open();
    Scene(Scene&&) noexcept;
    ~Scene();

    /// BadArgument when volume and samples contradict each other or the geometry is none; Unsupported, "constant" or
    /// "no-surface". On error the scene is empty.
    Result<LoadVolume::Answer> load(const LoadVolume& request, ByteView samples);
    /// NotFound before `load`.
    Result<LoadCut::Answer> cut(const LoadCut& request, ByteView samples);
    /// Into the first width x height x 4 bytes of `rgba`. NotFound when nothing is loaded, BadArgument when a number is
    /// out of bounds or `rgba` too short.
    Result<RenderFace::Answer> render(const RenderFace& request, std::span<std::uint8_t> rgba);
    /// NotFound when nothing is loaded, BadArgument when a number is out of bounds.
    Result<PointAt::Answer> pointAt(const PointAt& request) const;

private:
    struct Parts;
    explicit Scene(std::unique_ptr<Parts> parts);

    std::unique_ptr<Parts> m_parts;
};

}
