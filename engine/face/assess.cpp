// SPDX-License-Identifier: Apache-2.0
#include "engine/face/assess.h"

#include "engine/face/anchor.h"
#include "engine/face/cut_volume.h"
#include "engine/face/looks.h"
#include "engine/face/relief.h"
#include "engine/face/skin.h"

#include <algorithm>
#include <cmath>

namespace engine::face {

namespace {

constexpr double finest = 1.0;    // mm
constexpr double nearEnough = 14; // mm between a landmark's place and the skin before it
constexpr double lastSkin = 20;   // template y: skin further back is no face
constexpr double protection = 10; // mm round the brain that no cut enters
constexpr double brainRim = 5;    // mm: what counts as brain when a cut is checked
constexpr double thick = 6;       // mm: slices above hide a part of what they hold
constexpr double fewestSlices = 8;
constexpr int faceHits = 4, faceLandmarks = 5;
constexpr double mostOfHead = 0.25, mostRelief = 0.4;
constexpr double surelyLost = 0.38; // relief that is foreseen, before the cut is drawn and smoothed
constexpr std::size_t mostLandmarksAfter = 2;
constexpr std::int16_t lowestHounsfield = -1000, highestHounsfield = 300; // what fits a head's skin and brain

std::span<const std::int16_t> samplesOf(ByteView bytes)
{
    return {reinterpret_cast<const std::int16_t*>(bytes.data()), bytes.size() / 2};
}

Done checkVolume(const Volume& volume, ByteView samples)
{
    if (!isUsable(volume) || samples.size() < volume.bytes())
        return Error{ErrorCode::BadArgument, "volume"};
    return done();
}

/// A head that one can look at.
struct Head {
    Volume volume;
    double threshold = 0, background = 0;
    Grid grid;  ///< smoothed
    Grid solid; ///< the same with nothing but the skin
};

Result<Head> headOf(const Volume& volume, ByteView bytes, std::optional<double> threshold)
{
    const auto samples = samplesOf(bytes).first(volume.bytes() / 2);
    const auto found = threshold ? Result<double>{*threshold} : skinThreshold(volume, samples);
    if (!found)
        return found.error();
    Head head{volume, *found, 0, gridOf(volume, samples, finest), {}};
    if (volume.isHounsfield) {
        for (auto& sample : head.grid.samples)
            sample = std::clamp(sample, lowestHounsfield, highestHounsfield);
        head.grid.air = std::max(head.grid.air, lowestHounsfield);
    }
    head.background = volume.isHounsfield ? lowestHounsfield : airValue(volume, samples);
    smooth(head.grid);
    head.solid = head.grid;
    if (!makeSolid(head.solid, head.threshold))
        return Error{ErrorCode::Unsupported, "no-surface"};
    return head;
}

bool isInField(const Volume& volume, const Vector& position)
{
    const Affine toPatient{{Vector{volume.step[0][0], volume.step[1][0], volume.step[2][0]},
                            Vector{volume.step[0][1], volume.step[1][1], volume.step[2][1]},
                            Vector{volume.step[0][2], volume.step[1][2], volume.step[2][2]}},
                           volume.origin};
    const auto at = inverseOf(toPatient)(position);
    for (std::size_t axis = 0; axis < 3; ++axis) {
        if (at[axis] < 0 || at[axis] > volume.size[axis] - 1)
            return false;
    }
    return true;
}

std::vector<std::string> landmarksInField(const Head& head, const Affine& toPatient)
{
    std::vector<std::string> names;
    for (const auto& [name, place] : landmarks) {
        if (isInField(head.volume, toPatient(place)))
            names.emplace_back(name);
    }
    return names;
}

/// Those of the landmarks in the field that have skin where a face has it.
std::vector<std::string> landmarksWithSkin(const Head& head, const Affine& toPatient)
{
    std::vector<std::string> names;
    for (const auto& [name, place] : landmarks) {
        const double y = surfaceInFront({head.solid, head.threshold}, toPatient, place, lastSkin);
        if (isInField(head.volume, toPatient(place)) && std::abs(y - place[1]) <= nearEnough)
            names.emplace_back(name);
    }
    return names;
}

bool isBrow(const std::string& name)
{
    return name.starts_with("brow");
}

bool showsNoseOrMouth(const std::vector<std::string>& found)
{
    return std::any_of(found.begin(), found.end(), [](const std::string& name) {
        return name == "nose-tip" || name == "mouth" || name.starts_with("cheek");
    });
}

/// Hits make a face, but not against the skin: under the skin of a face that was cut away lies what looks like another.
std::string classOf(const std::vector<std::string>& found, std::size_t inField, int hits, bool isAnchored)
{
    const bool isSkinThere = !isAnchored || 2 * found.size() >= inField;
    if ((hits >= faceHits && isSkinThere) ||
        (isAnchored && found.size() >= static_cast<std::size_t>(faceLandmarks) && showsNoseOrMouth(found)))
        return "A";
    if (!isAnchored)
        return "U";
    return hits > 0 || !found.empty() ? "B" : "C";
}

/// Share of the grid that is head: nearly all or nearly nothing is a threshold that found no skin.
double shareOf(const Grid& solid, double threshold)
{
    const auto inside = std::count_if(solid.samples.begin(), solid.samples.end(),
                                      [&](std::int16_t sample) { return sample >= threshold; });
    return static_cast<double>(inside) / static_cast<double>(solid.samples.size());
}

/// Slices of the volume, whatever its orientation, that pass between brow and chin.
double slicesOverFace(const Volume& volume, const Affine& toPatient)
{
    const Vector normal = cross(volume.step[0], volume.step[1]);
    const double perSlice = std::abs(dot(normal, volume.step[2])) / length(normal);
    double low = 1e9, high = -1e9;
    for (const auto& [name, place] : landmarks) {
        const auto position = toPatient(place);
        if (!isInField(volume, position))
            continue;
        const double height = dot(normal, position) / length(normal);
        low = std::min(low, height);
        high = std::max(high, height);
    }
    return high < low ? 0 : 1 + (high - low) / perSlice;
}

void addReasons(const Head& head, AssessFace::Answer& answer)
{
    const double share = shareOf(head.solid, head.threshold);
    if (share > 0.92 || share < 0.01)
        answer.reasons.emplace_back("threshold");
    if (answer.sliceMm > thick)
        answer.reasons.emplace_back("thick-slices");
    if (!answer.anchor.ok)
        return;
    if (answer.inField.empty())
        answer.reasons.emplace_back("no-landmark-in-field");
    else if (slicesOverFace(head.volume, inverseOf(answer.anchor.toTemplate)) < fewestSlices &&
             answer.inField.size() > 3)
        answer.reasons.emplace_back("few-slices");
}

bool isUndecided(const std::vector<std::string>& reasons)
{
    return std::any_of(reasons.begin(), reasons.end(), [](const std::string& reason) {
        return reason == "threshold" || reason == "few-slices" || reason == "no-landmark-in-field";
    });
}

/// The samples of one volume.
struct Pair {
    ByteView before, after;
};

/// The slices that a slice of a volume was put together of: one, or the two beside it.
std::vector<double> sourcesOf(int slice, const std::vector<double>& places)
{
    constexpr double same = 1e-6;
    const auto above = std::lower_bound(places.begin(), places.end(), slice - same);
    if (places.empty() || (above != places.end() && *above < slice + same))
        return {static_cast<double>(slice)};
    std::vector<double> sources;
    if (above != places.begin())
        sources.push_back(*(above - 1));
    if (above != places.end())
        sources.push_back(*above);
    return sources;
}

/// Which samples differ, and where they lie.
void countChanges(const CheckCut& request, const Pair& pair, double threshold, const std::vector<int>& brain,
                  CheckCut::Answer& answer)
{
    const auto old = samplesOf(pair.before), now = samplesOf(pair.after);
    const auto& volume = request.volume;
    const Cutter cutter{request.cut};
    double skin = 0, cut = 0;
    std::size_t index = 0;
    for (int k = 0; k < volume.size[2]; ++k) {
        const auto sources = sourcesOf(k, request.places);
        for (int j = 0; j < volume.size[1]; ++j) {
            for (int i = 0; i < volume.size[0]; ++i, ++index) {
                const bool isHead = old[index] >= threshold;
                skin += isHead ? 1 : 0;
                if (old[index] == now[index])
                    continue;
                cut += isHead ? 1 : 0;
                ++answer.changed;
                const auto isAt = [&](const auto& test) {
                    return std::any_of(sources.begin(), sources.end(), [&](double source) {
                        return test(volume.origin + volume.step[0] * i + volume.step[1] * j + volume.step[2] * source);
                    });
                };
                const bool isBelow =
                    isAt([&](const Vector& at) { return !isAboveFloor(brain, request.cut.toTemplate(at)); });
                answer.outsideChanged += isAt([&](const Vector& at) { return cutter.takes(at); }) ? 0 : 1;
                answer.protectedChanged += isBelow ? 0 : 1;
            }
        }
    }
    answer.shareOfHead = cut / std::max(1.0, skin);
}

template <class Answer>
void tell(const Looks& looks, Answer& answer)
{
    answer.hits = looks.hits;
    answer.views = looks.views;
    answer.adviceHits = looks.adviceHits;
    answer.adviceViews = looks.adviceViews;
}

/// In a field that ends soon below the eyes the plain wedge leaves so much of what there is that its shape can be told.
/// One that lies flatter takes more of the orbits and less of the brow, as far below the brain as the floor wants.
double usualTilt(const Relief& before, const Grid& solid, const AssessFace::Answer& seen)
{
    constexpr double flatter = -8; // degrees
    const auto left = [&](double tilt) {
        Cut cut;
        cut.toTemplate = seen.anchor.toTemplate;
        cut.tilt = tilt;
        cut.floor = seen.brainFloor;
        const Cutter cutter{cut};
        return correlation(before, reliefOf({solid, seen.threshold, &cutter}, inverseOf(cut.toTemplate)));
    };
    const double plain = left(0);
    return plain >= surelyLost && left(flatter) < std::min(plain, mostRelief) ? flatter : 0;
}

/// Without a face before there is no shape of one to lose.
std::vector<std::string> failuresOf(const CheckCut::Answer& answer, bool hadFace)
{
    std::vector<std::string> failures;
    const auto fail = [&](bool failed, const char* name) {
        if (failed)
            failures.emplace_back(name);
    };
    fail(answer.hits > 0, "hits");
    fail(answer.found.size() > mostLandmarksAfter || !std::all_of(answer.found.begin(), answer.found.end(), isBrow),
         "landmarks");
    fail(hadFace && answer.relief >= mostRelief, "relief");
    fail(answer.protectedChanged > 0, "brain");
    fail(answer.shareOfHead > mostOfHead, "share");
    fail(answer.outsideChanged > 0, "outside");
    return failures;
}

}

struct Assessor::Parts {
    HeadTemplate model;
    FaceDetector detector;
    CascadeDetector adviser;
    std::vector<int> floor, brain;
    struct Kept {
        double threshold = 0;
        Vector focus{};
        Affine toPatient;
        std::optional<Relief> relief;
        Volume volume;
        Grid before, after; ///< solid; `after` is empty until a check
        bool hadFace = false;
    };
    std::optional<Kept> kept; ///< of the last head
};

Assessor::Assessor(std::unique_ptr<Parts> parts) : m_parts{std::move(parts)} {}
Assessor::Assessor(Assessor&&) noexcept = default;
Assessor::~Assessor() = default;

Result<Assessor> Assessor::open(const std::string& resourceFolder, const std::string& landmarkFile,
                                CascadeDetector adviser)
{
    auto model = HeadTemplate::load(resourceFolder + "/models/head_template.bin");
    if (!model)
        return model.error();
    auto floor = floorOf(*model, protection), brain = floorOf(*model, brainRim);
    return Assessor{
        std::make_unique<Parts>(Parts{*std::move(model), FaceDetector::open(landmarkFile), std::move(adviser),
                                      std::move(floor), std::move(brain), std::nullopt})};
}

Result<AssessFace::Answer> Assessor::assess(const AssessFace& request, ByteView samples)
{
    m_parts->kept.reset();
    if (auto usable = checkVolume(request.volume, samples); !usable)
        return usable.error();
    auto head =
        headOf(request.volume, samples, request.thresholdGiven ? std::optional{request.threshold} : std::nullopt);
    if (!head)
        return head.error();
    AssessFace::Answer answer;
    answer.threshold = head->threshold;
    answer.background = head->background;
    answer.brainFloor = m_parts->floor;
    answer.voxelMm = length(request.volume.step[0]);
    answer.sliceMm = length(request.volume.step[2]);
    Anchoring anchoring;
    if (request.anchorGiven)
        anchoring.give(request.toTemplate);
    else
        anchoring.add(registerHead(m_parts->model, head->grid, head->solid, head->threshold, {}));
    const auto focus = anchoring.focus(head->solid);
    const auto looks = lookAround(Caster{head->solid, head->threshold}, focus, m_parts->detector, m_parts->adviser);
    tell(looks, answer);
    answer.bestConfidence = looks.best;
    answer.bestYaw = looks.bestYaw;
    answer.bestPitch = looks.bestPitch;
    if (looks.fit)
        anchoring.add(*looks.fit);
    answer.anchor = anchoring.decide(answer.reasons);
    const auto toPatient = inverseOf(answer.anchor.toTemplate);
    if (answer.anchor.ok) {
        answer.inField = landmarksInField(*head, toPatient);
        answer.found = landmarksWithSkin(*head, toPatient);
    }
    addReasons(*head, answer);
    answer.faceClass =
        classOf(answer.found, answer.inField.size(), answer.hits, answer.anchor.ok && !isUndecided(answer.reasons));
    auto& kept = m_parts->kept.emplace(Parts::Kept{head->threshold,
                                                   focus,
                                                   toPatient,
                                                   std::nullopt,
                                                   request.volume,
                                                   std::move(head->solid),
                                                   {},
                                                   answer.faceClass != "C"});
    if (answer.anchor.ok) {
        kept.relief = reliefOf({kept.before, kept.threshold}, toPatient);
        answer.tilt = kept.hadFace ? usualTilt(*kept.relief, kept.before, answer) : 0;
    }
    return answer;
}

Result<CheckCut::Answer> Assessor::check(const CheckCut& request, ByteView before, ByteView after)
{
    if (!m_parts->kept)
        return Error{ErrorCode::NotFound, "head"};
    auto& kept = *m_parts->kept;
    for (const auto& samples : {before, after}) {
        if (auto usable = checkVolume(request.volume, samples); !usable)
            return usable.error();
    }
    if (request.volume.size != kept.volume.size)
        return Error{ErrorCode::BadArgument, "volume"};
    auto head = headOf(request.volume, after, kept.threshold);
    if (!head)
        return head.error();
    CheckCut::Answer answer;
    const auto looks =
        lookAround(Caster{head->solid, head->threshold}, kept.focus, m_parts->detector, m_parts->adviser);
    tell(looks, answer);
    // Of a head that lies nobody knows where, neither face nor brain can be told by their place.
    const bool isAnchored = kept.relief.has_value();
    if (isAnchored) {
        answer.found = landmarksWithSkin(*head, kept.toPatient);
        answer.relief = correlation(*kept.relief, reliefOf({head->solid, head->threshold}, kept.toPatient));
    }
    // Nor where the cut itself knows of no brain: it was made by hand, for a head that lies nobody knew where.
    const auto brain = isAnchored && !request.cut.floor.empty() ? m_parts->brain : std::vector<int>{};
    countChanges(request, {before, after}, head->threshold, brain, answer);
    const auto inField = isAnchored ? landmarksInField(*head, kept.toPatient).size() : 0;
    answer.faceClass = classOf(answer.found, inField, answer.hits, isAnchored);
    answer.failures = failuresOf(answer, kept.hadFace);
    answer.passed = answer.failures.empty();
    kept.after = std::move(head->solid);
    return answer;
}

Result<CheckCut::Answer> Assessor::attempt(const TryCut& request, ByteView samples)
{
    if (!m_parts->kept)
        return Error{ErrorCode::NotFound, "head"};
    if (auto usable = checkVolume(request.volume, samples); !usable)
        return usable.error();
    return check({request.volume, request.cut, {}}, samples, cutOut(request.volume, request.cut, samples));
}

Result<LookAt::Answer> Assessor::look(const LookAt& request, std::span<std::uint8_t> grey) const
{
    constexpr int largest = 2048;
    if (request.side < 1 || request.side > largest || !std::isfinite(request.yaw) || !std::isfinite(request.pitch) ||
        grey.size() < static_cast<std::size_t>(request.side) * static_cast<std::size_t>(request.side))
        return Error{ErrorCode::BadArgument, "look-at"};
    const auto* grid = !m_parts->kept ? nullptr : request.isAfter ? &m_parts->kept->after : &m_parts->kept->before;
    if (!grid || grid->samples.empty())
        return Error{ErrorCode::NotFound, "head"};
    Camera camera;
    camera.centre = m_parts->kept->focus;
    camera.yaw = request.yaw;
    camera.pitch = request.pitch;
    camera.side = request.side;
    const auto picture = shade(Caster{*grid, m_parts->kept->threshold}.look(camera), top30);
    std::copy(picture.begin(), picture.end(), grey.begin());
    return LookAt::Answer{request.side};
}

}
