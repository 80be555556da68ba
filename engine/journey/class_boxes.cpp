// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/class_boxes.h"

#include "engine/pixels/shape.h"
#include "engine/study/geometry_class.h"

#include <algorithm>
#include <map>
#include <optional>

namespace engine::journey {

using review::Finding;
using review::FindingKind;
using review::FindingVerdict;

namespace {

using FindingsOf = std::map<std::string, std::vector<const Finding*>>;

/// What was found in the pixels, and what could not be looked through.
FindingsOf pixelsByItem(const review::State& state)
{
    FindingsOf found;
    for (const auto& [id, finding] : state.findings) {
        if (finding.kind == FindingKind::Text || finding.kind == FindingKind::NotExamined)
            found[finding.item].push_back(&finding);
    }
    return found;
}

bool isDecided(const review::State& state, const Finding& finding, FindingVerdict verdict)
{
    return !review::isOpen(state, finding) && review::verdictInForce(state, finding) == verdict;
}

std::int64_t sharedArea(const pixels::Box& a, const pixels::Box& b)
{
    const int width = std::min(a.x + a.width, b.x + b.width) - std::max(a.x, b.x);
    const int height = std::min(a.y + a.height, b.y + b.height) - std::max(a.y, b.y);
    const bool inTime = a.firstFrame <= b.lastFrame && b.firstFrame <= a.lastFrame;
    return inTime && width > 0 && height > 0 ? std::int64_t{width} * height : 0;
}

/// At least half of `one` lies in `other`.
bool isMostlyIn(const pixels::Box& one, const pixels::Box& other)
{
    return 2 * sharedArea(one, other) >= std::int64_t{one.width} * one.height;
}

/// `other` is a rectangle that blanks all of `one`, in all its frames.
bool isWhollyIn(const pixels::Box& one, const pixels::Box& other)
{
    return other.shape == pixels::Shape::Rectangle && sharedArea(one, other) == std::int64_t{one.width} * one.height &&
           other.firstFrame <= one.firstFrame && other.lastFrame >= one.lastFrame;
}

/// What was decided on the image that the boxes come from.
struct Model {
    const study::Entry* entry = nullptr;
    std::vector<const Finding*> blanked, kept;
};

Model modelOf(const Project& project, const std::string& item, const FindingsOf& found)
{
    Model model{project.collection().entry(item), {}, {}};
    const auto mine = found.find(item);
    if (mine == found.end())
        return model;
    for (const auto* finding : mine->second) {
        if (finding->kind != FindingKind::Text)
            continue; // what was decided about another image's pixels as a whole says nothing here
        if (isDecided(project.state(), *finding, FindingVerdict::Remove))
            model.blanked.push_back(finding);
        else if (isDecided(project.state(), *finding, FindingVerdict::Keep))
            model.kept.push_back(finding);
    }
    return model;
}

/// The box on an image of so many frames: what goes to the last frame here goes to the last one there. Nothing where it
/// begins after that.
std::optional<pixels::Box> carriedBox(pixels::Box box, int framesThere, int framesHere)
{
    box.lastFrame = box.lastFrame >= framesHere ? framesThere : std::min(box.lastFrame, framesThere);
    return box.firstFrame <= box.lastFrame ? std::optional{box} : std::nullopt;
}

/// Works out one of the others.
class Carrier {
public:
    Carrier(const Project& project, const Model& model, const study::Entry& entry,
            const std::vector<const Finding*>& there)
        : m_project{project}, m_model{model}, m_entry{entry}, m_there{there}, m_carried{entry.id, {}, {}, {}, 0}
    {
    }

    Carried carry()
    {
        for (const auto* finding : m_model.blanked) {
            if (const auto box = carriedBox(finding->box, m_entry.instance.frames, m_model.entry->instance.frames))
                m_boxes.push_back({*box, finding->category});
        }
        for (const auto* finding : m_there)
            decide(*finding);
        for (const auto& [box, category] : m_boxes) {
            const auto covers = [&box = box](const pixels::Box& other) {
                return other == box || isWhollyIn(box, other);
            };
            if (std::none_of(m_carried.blanked.begin(), m_carried.blanked.end(), covers))
                draw(box, category);
        }
        return std::move(m_carried);
    }

private:
    void decide(const Finding& finding)
    {
        const auto& state = m_project.state();
        const auto isUnder = [&](const auto& one) { return isMostlyIn(finding.box, one.first); };
        if (finding.kind == FindingKind::NotExamined) {
            m_carried.left += review::isOpen(state, finding) ? 1 : 0;
        } else if (!review::isOpen(state, finding)) {
            if (review::verdictInForce(state, finding) == FindingVerdict::Remove)
                m_carried.blanked.push_back(finding.box);
        } else if (std::any_of(m_boxes.begin(), m_boxes.end(), isUnder)) {
            m_carried.decided.push_back({finding.id, {FindingVerdict::Remove, {}}});
            m_carried.blanked.push_back(finding.box);
        } else if (isKeptAlike(finding)) {
            m_carried.decided.push_back({finding.id, {FindingVerdict::Keep, {}}});
        } else {
            ++m_carried.left;
        }
    }

    bool isKeptAlike(const Finding& finding) const
    {
        return finding.machine == "safe" &&
               std::any_of(m_model.kept.begin(), m_model.kept.end(), [&](const Finding* kept) {
                   return !kept->text.empty() && kept->text == finding.text && isMostlyIn(finding.box, kept->box) &&
                          isMostlyIn(kept->box, finding.box);
               });
    }

    void draw(const pixels::Box& box, review::Category category)
    {
        auto finding = review::drawnBox(m_project.newFindingId(), m_entry.id, box, "same-layout");
        finding.category = category;
        m_carried.blanked.push_back(box);
        m_carried.drawn.push_back(std::move(finding));
    }

    const Project& m_project;
    const Model& m_model;
    const study::Entry& m_entry;
    const std::vector<const Finding*>& m_there;
    std::vector<std::pair<pixels::Box, review::Category>> m_boxes;
    Carried m_carried;
};

}

std::vector<const study::Entry*> othersOfClass(const Project& project, const std::string& item)
{
    const auto& collection = project.collection();
    const auto* own = collection.entry(item);
    std::vector<const study::Entry*> others;
    if (!own)
        return others;
    const auto name = study::geometryClassOf(own->instance);
    for (const auto* series : collection.nodes(study::Level::Series)) {
        for (const auto* entry : collection.instancesBelow(series->id)) {
            const auto& instance = entry->instance;
            if (entry->id != own->id && instance.frames > 0 && instance.damage.empty() && instance.cannotShow.empty() &&
                study::geometryClassOf(instance) == name)
                others.push_back(entry);
        }
    }
    return others;
}

std::vector<Carried> carriedFrom(const Project& project, const std::string& item)
{
    const auto found = pixelsByItem(project.state());
    const auto model = modelOf(project, item, found);
    std::vector<Carried> all;
    if (model.blanked.empty())
        return all;
    for (const auto* entry : othersOfClass(project, item)) {
        const auto there = found.find(entry->id);
        auto one = Carrier{project, model, *entry, there == found.end() ? std::vector<const Finding*>{} : there->second}
                       .carry();
        if (!one.drawn.empty() || !one.decided.empty())
            all.push_back(std::move(one));
    }
    std::stable_partition(all.begin(), all.end(), [](const Carried& one) { return one.left > 0; });
    return all;
}

review::BoxesCarried eventOf(const std::string& from, const std::vector<Carried>& chosen)
{
    review::BoxesCarried event{from, {}, {}};
    for (const auto& one : chosen) {
        event.drawn.insert(event.drawn.end(), one.drawn.begin(), one.drawn.end());
        event.decided.insert(event.decided.end(), one.decided.begin(), one.decided.end());
    }
    return event;
}

}
