// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"

#include <utility>

namespace engine::face {

/// An OpenGL context without a window, a display or a graphics card (EGL surfaceless, drawn by the CPU), current in the
/// thread that made it. Made before the process is shut in: it opens drivers and starts threads.
class GlContext {
public:
    /// Unsupported when EGL has no such context here.
    static Result<GlContext> create();

    GlContext(GlContext&& other) noexcept
        : m_display{std::exchange(other.m_display, nullptr)}, m_context{std::exchange(other.m_context, nullptr)}
    {
    }
    ~GlContext();

private:
    GlContext(void* display, void* context) : m_display{display}, m_context{context} {}

    void* m_display;
    void* m_context;
};

}
