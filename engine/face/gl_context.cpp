// SPDX-License-Identifier: Apache-2.0
#include "engine/face/gl_context.h"

#include <EGL/egl.h>
#include <EGL/eglext.h>

#include <cstdlib>

namespace engine::face {

Result<GlContext> GlContext::create()
{
    // The CPU everywhere: a graphics card is driven by ioctl, which a worker that is shut in may not use.
    ::setenv("LIBGL_ALWAYS_SOFTWARE", "1", 1);
    // Compiled shaders of a picture of a patient belong into no folder.
    ::setenv("MESA_SHADER_CACHE_DISABLE", "true", 1);
    const auto displayOf =
        reinterpret_cast<PFNEGLGETPLATFORMDISPLAYEXTPROC>(eglGetProcAddress("eglGetPlatformDisplayEXT"));
    EGLDisplay display =
        displayOf ? displayOf(EGL_PLATFORM_SURFACELESS_MESA, EGL_DEFAULT_DISPLAY, nullptr) : EGL_NO_DISPLAY;
    if (display == EGL_NO_DISPLAY || !eglInitialize(display, nullptr, nullptr) || !eglBindAPI(EGL_OPENGL_API))
        return Error{ErrorCode::Unsupported, "EGL"};
    const EGLint wanted[] = {
        EGL_CONTEXT_MAJOR_VERSION,           3,       EGL_CONTEXT_MINOR_VERSION, 2, EGL_CONTEXT_OPENGL_PROFILE_MASK,
        EGL_CONTEXT_OPENGL_CORE_PROFILE_BIT, EGL_NONE};
    EGLContext context = eglCreateContext(display, nullptr, EGL_NO_CONTEXT, wanted);
    if (context == EGL_NO_CONTEXT)
        return Error{ErrorCode::Unsupported, "EGL"};
    GlContext result{display, context};
    if (!eglMakeCurrent(display, EGL_NO_SURFACE, EGL_NO_SURFACE, context))
        return Error{ErrorCode::Unsupported, "EGL"};
    return result;
}

GlContext::~GlContext()
{
    if (m_context == nullptr)
        return;
    eglMakeCurrent(m_display, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
    eglDestroyContext(m_display, m_context);
}

}
