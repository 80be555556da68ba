// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/dicom/element.h"
#include "engine/profile/actions.h"
#include "engine/profile/table_file.h"

#include <map>
#include <memory>
#include <unordered_map>

namespace engine::profile {

/// What the objects of DICOM ask for: modules and macros with their attributes, by SOP class (PS3.3, as the templates
/// of dicom3tools have them). Read once, then only looked at.
class Templates {
public:
    /// Of `iod/attribute_types.tsv`; Damaged when a row cannot be placed.
    static Result<Templates> create(const TableFile& table);

    Templates(Templates&&) noexcept;
    Templates& operator=(Templates&&) noexcept;
    ~Templates();

    struct Line;
    struct Store;

private:
    friend class Place;
    Templates();

    std::unique_ptr<Store> m_store;
};

/// One data set or sequence item of an object: which attributes it asks for. Made when first entered, kept as long as
/// the templates for all files of that SOP class; from any thread.
class Place {
public:
    /// The top level of an object. Of a SOP class that no template knows, everything is Unknown.
    static const Place& root(const Templates& templates, std::string_view sopClassUid);

    /// The strongest need that any module or macro of the object has for it here.
    Need needOf(dicom::Tag tag) const;
    /// What an item of that sequence asks for.
    const Place& enter(dicom::Tag sequence) const;
    /// All attributes that are listed here, in order of their tags, with their needs.
    const std::map<dicom::Tag, Need>& attributes() const { return m_needs; }
    bool isKnown() const { return m_known; }

private:
    friend struct Templates::Store;
    explicit Place(Templates::Store& store) : m_store{store} {}
    void add(const Templates::Line& line, int depth);

    Templates::Store& m_store;
    bool m_known = false;
    std::map<dicom::Tag, Need> m_needs;
    std::map<dicom::Tag, std::vector<const Templates::Line*>> m_sequences;
    mutable std::map<dicom::Tag, std::unique_ptr<Place>> m_entered; ///< under the store's lock
};

}
