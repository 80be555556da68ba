// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/one_shot.h"
#include "engine/pixels/layer_names.h"

#include <filesystem>
#include <map>
#include <set>

namespace engine::journey {

namespace {

/// Last frame 0: no frames were named, so all are meant.
pixels::Box boxFrom(const Json& json)
{
    pixels::Box box;
    box.lastFrame = 0;
    json.at("x").get_to(box.x);
    json.at("y").get_to(box.y);
    json.at(json.contains("w") ? "w" : "width").get_to(box.width);
    json.at(json.contains("h") ? "h" : "height").get_to(box.height);
    if (json.contains("frames") && json.at("frames").is_array()) {
        box.firstFrame = json.at("frames").at(0);
        box.lastFrame = json.at("frames").at(1);
    } else if (json.contains("frame")) {
        box.firstFrame = box.lastFrame = json.at("frame");
    }
    box.shape = json.value("shape", pixels::Shape::Rectangle);
    if (json.contains("shape") &&
        Json(box.shape) != json.at("shape")) // the macro answers an unknown word with the first
        throw Json::other_error::create(501, "shape", nullptr);
    box.outline = json.value("outline", std::vector<pixels::Corner>{});
    return box;
}

/// "pixels", or the layer's own name: `text` tells it as place, the kind alone as layer.
Result<std::string> layerOf(const Json& box, const std::string& where)
{
    const auto layer = box.value("layer", "pixels");
    const auto place = box.value("place", "");
    const auto name = layer == "pixels" || !place.starts_with(layer) ? layer : place;
    if (name == "pixels" || name == "icon" || name == "bits" || pixels::bitOf(name) || pixels::overlayGroupOf(name))
        return name;
    return Error{ErrorCode::BadArgument, "boxes file: " + where + " lies in layer \"" + name +
                                             "\"; known are pixels, overlay:6000 (or another group), icon and bits"};
}

template <class Values>
void append(const Values& values, Values& to)
{
    to.insert(to.end(), values.begin(), values.end());
}

std::string real(const std::string& path)
{
    std::error_code failure;
    const auto resolved = std::filesystem::weakly_canonical(std::filesystem::absolute(path, failure), failure);
    return failure ? path : resolved.string();
}

/// Two spellings of one path are the same file; a member of an archive has one spelling only.
std::string nameOf(const Discovered& found)
{
    return found.source.memberIndex < 0 ? real(found.source.shownPath) : found.source.shownPath;
}

/// Which entries name a file.
class EntriesByName {
public:
    explicit EntriesByName(const std::vector<FileBoxes>& all)
    {
        for (std::size_t i = 0; i < all.size(); ++i) {
            if (!all[i].path.empty()) {
                m_byPath[all[i].path].insert(i);
                m_byPath[real(all[i].path)].insert(i);
            }
            if (!all[i].sopUid.empty())
                m_byUid[all[i].sopUid].insert(i);
        }
    }

    std::set<std::size_t> naming(const Discovered& found) const
    {
        std::set<std::size_t> entries;
        add(m_byPath, nameOf(found), entries);
        add(m_byPath, found.source.shownPath, entries);
        add(m_byUid, found.instance.sopInstanceUid, entries);
        return entries;
    }

private:
    using Names = std::map<std::string, std::set<std::size_t>>;

    static void add(const Names& names, const std::string& name, std::set<std::size_t>& entries)
    {
        if (const auto known = names.find(name); known != names.end())
            entries.insert(known->second.begin(), known->second.end());
    }

    Names m_byPath, m_byUid;
};

/// To the layer it names, or to those of the pixels that stay.
Done addBox(const Json& box, FileBoxes& entry)
{
    const bool isSafe = box.value("verdict", "") == "safe";
    if (isSafe && box.value("layer", "pixels") == "pixels")
        entry.kept.push_back(boxFrom(box));
    if (isSafe)
        return done();
    const auto number = std::to_string(entry.boxes.size() + entry.layerBoxes.size() + 1);
    const auto layer = layerOf(box, "box " + number + " of " + (entry.path.empty() ? entry.sopUid : entry.path));
    if (!layer)
        return layer.error();
    if (*layer != "pixels") {
        entry.layerBoxes.push_back({*layer, boxFrom(box)});
        return done();
    }
    entry.boxes.push_back(boxFrom(box));
    entry.texts.push_back(box.value("text", ""));
    return done();
}

}

Result<std::vector<FileBoxes>> boxesFromJson(std::string_view text)
{
    const auto json = parseJson(text);
    if (!json)
        return Error{ErrorCode::Damaged, "boxes file: no JSON"};
    std::vector<FileBoxes> all;
    try {
        for (const auto& file : json->at("files")) {
            FileBoxes entry{file.value("path", ""), file.value("sop_uid", ""), {}, {}, {}, {}};
            if (entry.path.empty() && entry.sopUid.empty())
                return Error{ErrorCode::Damaged, "boxes file: a file without path and sop_uid"};
            for (const auto& box : file.at("boxes")) {
                if (auto added = addBox(box, entry); !added)
                    return added.error();
            }
            all.push_back(std::move(entry));
        }
    } catch (const Json::exception&) {
        return Error{ErrorCode::Damaged, "boxes file: expected {\"files\":[{\"path\":…, \"boxes\":[{\"x\":…}]}]}"};
    }
    return all;
}

Result<std::vector<std::optional<FileBoxes>>> boxesFor(const std::vector<Discovered>& found,
                                                       const std::vector<FileBoxes>& all)
{
    const EntriesByName names{all};
    std::vector<std::optional<FileBoxes>> boxes(found.size());
    std::set<std::size_t> used;
    bool isFileWithout = false;
    for (std::size_t i = 0; i < found.size(); ++i) {
        for (const auto entry : names.naming(found[i])) {
            used.insert(entry);
            if (!boxes[i])
                boxes[i].emplace();
            append(all[entry].boxes, boxes[i]->boxes);
            append(all[entry].layerBoxes, boxes[i]->layerBoxes);
            append(all[entry].kept, boxes[i]->kept);
            append(all[entry].texts, boxes[i]->texts);
        }
        isFileWithout = isFileWithout || (!boxes[i] && found[i].setAside.empty());
    }
    for (std::size_t entry = 0; isFileWithout && entry < all.size(); ++entry) {
        if (!used.contains(entry) && !(all[entry].boxes.empty() && all[entry].layerBoxes.empty()))
            return Error{ErrorCode::BadArgument,
                         "boxes of a file that is not among the inputs: " +
                             (all[entry].path.empty() ? "entry " + std::to_string(entry + 1) : all[entry].path)};
    }
    return boxes;
}

}
