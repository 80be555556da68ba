// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/study/instance.h"

#include <map>
#include <string>
#include <unordered_map>
#include <vector>

namespace engine::study {

/// Where an instance's bytes are: a file, or a member of an archive.
struct Source {
    std::string path;      ///< absolute
    int memberIndex = -1;  ///< position in the archive's list; -1 for a plain file
    std::string shownPath; ///< as in `cli.md`: the path given plus the rest, `ARCHIVE!/member`
    std::string sha256;    ///< of the bytes when they were imported; a file that changed since is refused

    std::string root{}; ///< absolute: the input that was given and led here; nothing may be written into it
    /// Of a file whose picture a separate program makes: its format ("HEIC", "PDF"; journey/decoding.h), and the
    /// picture's SHA-256 when it was imported. From then on the instance is that picture.
    std::string decoder{}, picture{};

    bool operator==(const Source&) const = default;
};
WIRE_FIELDS_OR_DEFAULTS(Source, path, memberIndex, shownPath, sha256, root, decoder, picture)

enum class Level { Patient, Study, Series, Instance };
NLOHMANN_JSON_SERIALIZE_ENUM(Level, {{Level::Patient, "patient"},
                                     {Level::Study, "study"},
                                     {Level::Series, "series"},
                                     {Level::Instance, "instance"}})

struct Entry {
    std::string id; ///< "i12"
    Source source;
    Instance instance;
};
WIRE_FIELDS(Entry, source, instance) // kept beside its id

/// The tree of a project, made anew from its entries: patient (by Patient ID), study, series, instance.
/// Ids of the upper levels follow the order in which their first instance was imported, so they are stable.
class Collection {
public:
    struct Node {
        std::string id, parent;
        Level level = Level::Patient;
        std::string uid; ///< of a patient the Patient ID
        std::vector<std::string> children;
    };

    /// Entries in the order of their ids.
    explicit Collection(std::vector<Entry> entries = {});

    const std::vector<Entry>& entries() const { return m_entries; }
    const std::vector<std::string>& patients() const { return m_patients; }
    /// nullptr when there is none. UIDs are accepted beside ids.
    const Node* node(const std::string& idOrUid) const;
    const Entry* entry(const std::string& instanceIdOrUid) const;
    /// All instances below a node, in series and instance number order; the node itself when it is an instance.
    std::vector<const Entry*> instancesBelow(const std::string& id) const;
    /// Every node of a level, in tree order.
    std::vector<const Node*> nodes(Level level) const;

private:
    Node& grow(Level level, const std::string& key, const std::string& uid, const std::string& parent);
    /// Of every node of a level, Series or Study: by the numbers of the first instance below each child.
    void sortChildren(Level level);

    std::vector<Entry> m_entries;
    std::vector<std::string> m_patients;
    std::unordered_map<std::string, Node> m_nodes;            ///< by id
    std::unordered_map<std::string, std::string> m_keys;      ///< level and path of UIDs -> id
    std::unordered_map<std::string, std::string> m_uids;      ///< UID -> id
    std::unordered_map<std::string, std::size_t> m_positions; ///< instance id -> index into m_entries
    std::map<Level, int> m_counts;
};

}
