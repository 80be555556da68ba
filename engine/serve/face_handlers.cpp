// SPDX-License-Identifier: Apache-2.0
#include "engine/serve/handlers.h"

#include "engine/face/assess.h"
#include "engine/face/cascade_detector.h"
#include "engine/face/cut_volume.h"
#include "engine/face/face_detector.h"
#include "engine/face/find_faces.h"
#include "engine/face/scene.h"

#include <memory>

namespace engine::serve {

namespace {

/// The one attachment of most requests.
Result<SharedMemory> samplesIn(Attached& attached)
{
    if (attached.files.size() != 1)
        return Error{ErrorCode::BadArgument, "attachment"};
    return SharedMemory::adopt(std::move(attached.files.front()), false);
}

Result<face::LoadVolume::Answer> loadVolume(face::Scene& scene, const face::LoadVolume& request, Attached& attached)
{
    const auto memory = samplesIn(attached);
    if (!memory)
        return memory.error();
    return scene.load(request, memory->bytes());
}

/// Where the package libdlib-data puts it. May be missing.
constexpr const char* landmarkFile = "/usr/share/dlib/shape_predictor_68_face_landmarks.dat";

Result<face::AssessFace::Answer> assess(face::Assessor& assessor, const face::AssessFace& request, Attached& attached)
{
    const auto memory = samplesIn(attached);
    if (!memory)
        return memory.error();
    return assessor.assess(request, memory->bytes());
}

Result<face::CheckCut::Answer> check(face::Assessor& assessor, const face::CheckCut& request, Attached& attached)
{
    if (attached.files.size() != 2)
        return Error{ErrorCode::BadArgument, "attachments"};
    const auto before = SharedMemory::adopt(std::move(attached.files[0]), false);
    const auto after = SharedMemory::adopt(std::move(attached.files[1]), false);
    if (!before || !after)
        return before ? after.error() : before.error();
    return assessor.check(request, before->bytes(), after->bytes());
}

/// Where the package opencv-data puts them. May be missing.
constexpr const char* cascadeFolder = "/usr/share/opencv4/haarcascades";

/// Judging needs no OpenGL, and goes on where there is none.
void addAssessing(Handlers& handlers, const std::string& resourceFolder)
{
    const auto assessor = std::make_shared<Result<face::Assessor>>(
        face::Assessor::open(resourceFolder, landmarkFile, face::CascadeDetector::open(cascadeFolder)));
    add<face::AssessFace>(
        handlers, [assessor](const face::AssessFace& request, Attached& attached) -> Result<face::AssessFace::Answer> {
            if (!*assessor)
                return assessor->error();
            return assess(**assessor, request, attached);
        });
    add<face::CheckCut>(
        handlers, [assessor](const face::CheckCut& request, Attached& attached) -> Result<face::CheckCut::Answer> {
            if (!*assessor)
                return assessor->error();
            return check(**assessor, request, attached);
        });
    add<face::TryCut>(handlers,
                      [assessor](const face::TryCut& request, Attached& attached) -> Result<face::CheckCut::Answer> {
                          if (!*assessor)
                              return assessor->error();
                          if (attached.files.size() != 1)
                              return Error{ErrorCode::BadArgument, "attachment"};
                          const auto samples = SharedMemory::adopt(std::move(attached.files.front()), false);
                          return samples ? (*assessor)->attempt(request, samples->bytes()) : samples.error();
                      });
    add<face::LookAt>(handlers,
                      [assessor](const face::LookAt& request, Attached& attached) -> Result<face::LookAt::Answer> {
                          if (!*assessor)
                              return assessor->error();
                          return (*assessor)->look(request, attached.output.bytes());
                      });
}

}

void addFaceHandlers(Handlers& handlers, const std::string& resourceFolder)
{
    addAssessing(handlers, resourceFolder);
    const auto detector = std::make_shared<face::FaceDetector>(face::FaceDetector::open({}));
    const auto cascades = std::make_shared<face::CascadeDetector>(face::CascadeDetector::open(cascadeFolder));
    add<face::FindFaces>(
        handlers,
        [detector, cascades](const face::FindFaces& request, Attached& attached) -> Result<face::FindFaces::Answer> {
            const auto samples = samplesIn(attached);
            if (!samples)
                return samples.error();
            return face::findFaces(request, samples->bytes(), {*detector, *cascades});
        });
    // Shared, because a std::function must be copyable.
    const auto scene = std::make_shared<Result<face::Scene>>(face::Scene::open());
    add<face::LoadVolume>(
        handlers, [scene](const face::LoadVolume& request, Attached& attached) -> Result<face::LoadVolume::Answer> {
            if (!*scene)
                return scene->error();
            return loadVolume(**scene, request, attached);
        });
    add<face::LoadCut>(handlers,
                       [scene](const face::LoadCut& request, Attached& attached) -> Result<face::LoadCut::Answer> {
                           const auto samples = samplesIn(attached);
                           if (!*scene || !samples)
                               return *scene ? samples.error() : scene->error();
                           return (*scene)->cut(request, samples->bytes());
                       });
    add<face::DrawPlane>(handlers,
                         [](const face::DrawPlane& request, Attached& attached) -> Result<face::DrawPlane::Answer> {
                             const auto samples = samplesIn(attached);
                             if (!samples)
                                 return samples.error();
                             return face::drawPlane(request, samples->bytes(), attached.output.bytes());
                         });
    add<face::RenderFace>(
        handlers, [scene](const face::RenderFace& request, Attached& attached) -> Result<face::RenderFace::Answer> {
            if (!*scene)
                return scene->error();
            return (*scene)->render(request, attached.output.bytes());
        });
    add<face::PointAt>(handlers, [scene](const face::PointAt& request, Attached&) -> Result<face::PointAt::Answer> {
        if (!*scene)
            return scene->error();
        return (*scene)->pointAt(request);
    });
}

}
