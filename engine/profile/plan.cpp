// SPDX-License-Identifier: Apache-2.0
#include "engine/profile/plan.h"

#include "engine/profile/decide.h"
#include "engine/profile/dummies.h"
#include "engine/profile/evidence.h"

#include <algorithm>

namespace engine::profile {

namespace {

constexpr std::size_t deepestNesting = 64;
constexpr std::uint16_t lastMetaGroup = 0x0002;

bool isText(std::string_view vr)
{
    constexpr std::array<std::string_view, 10> textual{"AE", "CS", "LO", "LT", "PN", "SH", "ST", "UC", "UR", "UT"};
    return std::find(textual.begin(), textual.end(), vr) != textual.end();
}

bool isProse(std::string_view vr)
{
    constexpr std::array<std::string_view, 6> prose{"LO", "LT", "SH", "ST", "UC", "UT"};
    return std::find(prose.begin(), prose.end(), vr) != prose.end();
}

std::string shown(const dicom::Element& element)
{
    if (!element.value.empty() || element.length == 0)
        return element.value;
    return "(binary, " + std::to_string(element.length) + " bytes)";
}

std::string valueAt(const std::vector<dicom::Element>& elements, dicom::Tag tag)
{
    const auto found = std::find_if(elements.begin(), elements.end(),
                                    [&](const dicom::Element& element) { return element.tag == tag; });
    return found == elements.end() ? std::string{} : found->value;
}

class Planner {
public:
    Planner(const dicom::Tree& tree, const Rules& rules, const crosswalk::Crosswalk& crosswalk,
            const Standard& standard)
        : m_tree{tree}, m_options{optionsOf(rules)}, m_crosswalk{crosswalk},
          m_standard{standard}, m_root{Place::root(standard.templates, valueAt(tree.elements, tags::sopClassUid))}
    {
    }

    Result<Plan> run(const Rules& rules, const Claims& claims)
    {
        m_plan.pseudonym = pseudonymOf(valueAt(m_tree.elements, tags::patientId));
        readMeta();
        if (!visit(m_tree.elements, *m_root, {}, m_plan.pseudonym))
            return Error{ErrorCode::Damaged, "nested too deep"};
        for (const auto& value : m_retained)
            m_plan.identity.forget(value);
        for (const auto& kept : m_kept)
            searchKept(kept);
        for (const auto& value : m_safe)
            m_plan.identity.exempt(value);
        dropEmptyReferences();
        if (m_hasNewDocument)
            drop({0x0042, 0x0015}, "length of the document that was replaced");
        addEvidence(m_tree, rules, claims, m_standard, m_plan);
        addMissingIdDoubt();
        return std::move(m_plan);
    }

private:
    struct Kept {
        const dicom::Element* element;
        const Place* place;
        dicom::TagPath path;
        std::size_t row;
        bool isRetained;
    };

    bool visit(const std::vector<dicom::Element>& elements, Place& place, const dicom::TagPath& path,
               const std::string& pseudonym)
    {
        if (path.size() > deepestNesting)
            return false;
        const auto id = valueAt(elements, tags::patientId);
        const auto person = id.empty() ? pseudonym : pseudonymOf(id);
        for (const auto& element : elements) {
            auto here = path;
            here.push_back({element.tag, element.creator, -1});
            if (!take(element, place, here, person))
                return false;
        }
        return true;
    }

    bool take(const dicom::Element& element, Place& place, const dicom::TagPath& path, const std::string& person)
    {
        auto decision = decide(element, place, m_options, m_standard);
        adjust(element, decision);
        const auto letter = letterOf(decision.action);
        ++m_plan.actions[letter];
        m_plan.elements.push_back({toString(path),
                                   element.keyword,
                                   element.vr,
                                   shown(element),
                                   decision.isOurs && decision.action != Action::Keep ? "R" : letter,
                                   {},
                                   decision.reason,
                                   false});
        if (decision.doubt)
            m_plan.doubts.push_back({toString(path), decision.doubt, element.value});
        if (decision.action == Action::Keep || (decision.action == Action::Uid && element.vr == "SQ"))
            return keep(element, place, path, person, decision.isRetained);
        collect(element);
        change(element, place, path, person, decision.action);
        return true;
    }

    /// What the letter cannot mean for this element.
    static void adjust(const dicom::Element& element, Decision& decision)
    {
        constexpr dicom::Tag performedStep{0x0008, 0x1111}; // nothing but references: new UIDs are its dummy
        if (decision.action == Action::Dummy && (element.vr == "UI" || element.tag == performedStep))
            decision.action = Action::Uid;
        if (decision.action == Action::Uid && element.vr != "UI" && element.vr != "SQ")
            decision = {Action::Remove, "UID that cannot be read", true, false, "unknown-representation"};
        const bool isPersonKey = element.tag == tags::patientId || element.tag == tags::patientName;
        if (isPersonKey && decision.action == Action::Empty)
            decision.action = Action::Dummy; // Z allows a dummy: the pseudonym
    }

    bool keep(const dicom::Element& element, Place& place, const dicom::TagPath& path, const std::string& person,
              bool isRetained)
    {
        auto& row = m_plan.elements.back();
        row.after = row.before;
        row.needsReading = isProse(element.vr) && !element.value.empty();
        if (isRetained)
            eachValue(element.value, [&](const std::string& value) { m_retained.push_back(value); });
        if (element.vr != "SQ") {
            m_kept.push_back({&element, &place, path, m_plan.elements.size() - 1, isRetained});
            return true;
        }
        for (std::size_t i = 0; i < element.items.size(); ++i) {
            auto inner = path;
            inner.back().item = static_cast<int>(i);
            if (!visit(element.items[i].elements, place.enter(element.tag), inner, person))
                return false;
        }
        return true;
    }

    void change(const dicom::Element& element, Place& place, const dicom::TagPath& path, const std::string& person,
                Action action)
    {
        auto& row = m_plan.elements.back();
        if (element.tag.group <= lastMetaGroup)
            return; // not of a data set: never written
        switch (action) {
        case Action::Remove:
            m_plan.edits.push_back({path, dicom::Edit::Kind::Remove, {}, {}});
            m_plan.edits.back().path.back().creator.clear(); // its creator may go before it
            return;
        case Action::Empty:
            m_plan.edits.push_back({path, dicom::Edit::Kind::Empty, {}, {}});
            return;
        case Action::Uid:
            row.after = newUids(element.value);
            m_plan.edits.push_back({path, dicom::Edit::Kind::Set, element.vr, row.after});
            return;
        case Action::Dummy:
            row.after = putDummy(element, place, path, person);
            return;
        case Action::Keep:
        case Action::Clean: // refused by `check`
        case Action::Rule:
            return;
        }
    }

    std::string putDummy(const dicom::Element& element, Place& place, const dicom::TagPath& path,
                         const std::string& person)
    {
        if (element.tag == tags::patientId || element.tag == tags::patientName) {
            m_plan.edits.push_back({path, dicom::Edit::Kind::Set, element.vr, person});
            return person;
        }
        if (element.vr == "SQ") {
            auto item = path;
            item.back().item = 0;
            m_plan.edits.push_back({path, dicom::Edit::Kind::Empty, {}, {}});
            addDummyItem(m_standard, place.enter(element.tag), item, tokensOf(element), m_plan.edits);
            return "(one item of dummies)";
        }
        const bool isDocument = element.keyword == "EncapsulatedDocument";
        const auto value = isDocument ? dummyDocument(valueAt(m_tree.elements, {0x0042, 0x0012}))
                                      : dummyFor(m_standard, element.keyword, element.vr, tokensOf(element));
        m_plan.edits.push_back({path, dicom::Edit::Kind::Set, element.vr, value});
        m_hasNewDocument = m_hasNewDocument || isDocument;
        return isDocument ? "(an empty page)" : value;
    }

    /// Remembers what was taken away, at every level below too.
    void collect(const dicom::Element& element)
    {
        if (const auto kind = kindOf(element))
            m_plan.identity.add(*kind, element.value);
        for (const auto& item : element.items) {
            for (const auto& inner : item.elements)
                collect(inner);
        }
    }

    std::optional<std::string> kindOf(const dicom::Element& element) const
    {
        if (element.vr == "PN")
            return "name";
        if (element.vr == "DA" || element.vr == "DT")
            return "date";
        if (element.vr == "UI" && !m_standard.registeredUids.contains(element.value))
            return "uid";
        const auto kind = m_standard.identityKinds.find(element.keyword);
        if (kind == m_standard.identityKinds.end())
            return std::nullopt;
        return kind->second;
    }

    /// A value that stays and shows a string that was taken away elsewhere goes too.
    void searchKept(const Kept& kept)
    {
        const auto& element = *kept.element;
        const auto found = searchIn(element);
        if (!found)
            return;
        auto& row = m_plan.elements[kept.row];
        m_plan.doubts.push_back(
            {row.path, kept.isRetained ? "retained-identity" : "residual-" + *found, element.value});
        if (kept.isRetained)
            return;
        const auto action = *resolve("X/Z/D", kept.place->needOf(element.tag));
        --m_plan.actions["K"];
        ++m_plan.actions[letterOf(action)];
        row.action = "R";
        row.reason = "shows what was removed elsewhere (" + *found + ")";
        row.needsReading = false;
        row.after = action == Action::Dummy ? dummyFor(m_standard, element.keyword, element.vr, tokensOf(element))
                                            : std::string{};
        const auto kind = action == Action::Remove  ? dicom::Edit::Kind::Remove
                          : action == Action::Empty ? dicom::Edit::Kind::Empty
                                                    : dicom::Edit::Kind::Set;
        m_plan.edits.push_back({kept.path, kind, element.vr, row.after});
    }

    std::optional<std::string> searchIn(const dicom::Element& element)
    {
        if (element.vr == "IS" || element.vr == "DS")
            return m_plan.identity.isId(element.value) ? std::optional<std::string>{"id"} : std::nullopt;
        if (!isText(element.vr))
            return std::nullopt;
        if (element.vr != "CS" && element.keyword != "Manufacturer")
            return m_plan.identity.foundIn(element.value);
        std::optional<std::string> found;
        eachValue(element.value, [&](const std::string& value) {
            if (m_standard.safeWords.contains(value))
                m_safe.insert(value);
            else if (!found)
                found = m_plan.identity.foundIn(value);
        });
        return found;
    }

    template <class Use>
    static void eachValue(std::string_view values, const Use& use)
    {
        while (!values.empty()) {
            const auto end = std::min(values.find('\\'), values.size());
            use(std::string{values.substr(0, end)});
            values.remove_prefix(std::min(end + 1, values.size()));
        }
    }

    std::string newUids(const std::string& old)
    {
        std::string values;
        eachValue(old, [&](const std::string& uid) {
            if (!values.empty())
                values += '\\';
            values += newUid(uid);
        });
        return values;
    }

    std::string newUid(const std::string& old)
    {
        if (m_standard.registeredUids.contains(old))
            return old;
        auto uid = m_crosswalk.uid(old);
        addPair(m_plan.newUids, old, uid);
        return uid;
    }

    std::string pseudonymOf(const std::string& id)
    {
        if (!id.empty()) {
            auto pseudonym = m_crosswalk.pseudonym(id);
            addPair(m_plan.newPeople, id, pseudonym);
            return pseudonym;
        }
        // Without an id nobody knows whether two studies show one person: each study stands for itself.
        return m_crosswalk.pseudonym("study " + valueAt(m_tree.elements, tags::studyInstanceUid));
    }

    void addPair(std::vector<std::array<std::string, 2>>& pairs, const std::string& old, const std::string& now)
    {
        if (!old.empty() && m_seen.insert(old + '\\' + now).second)
            pairs.push_back({old, now});
    }

    void readMeta()
    {
        for (const auto& element : m_tree.meta) {
            const bool isWrittenAnew = element.tag.element <= 0x0013;
            m_plan.elements.push_back(
                {toString(dicom::TagPath{{element.tag, {}, -1}}),
                 element.keyword,
                 element.vr,
                 shown(element),
                 "R",
                 {},
                 isWrittenAnew ? "file meta header, written anew" : "not in the new file meta header",
                 false});
            if (!isWrittenAnew)
                collect(element);
        }
    }

    /// The Common Instance Reference Module (PS3.3 C.12.2) lists what is referenced elsewhere in the object: with the
    /// last of those references it goes too. Where an object requires the list, it is itself the reference.
    void dropEmptyReferences()
    {
        constexpr std::array lists{dicom::Tag{0x0008, 0x1115}, dicom::Tag{0x0008, 0x1200}};
        const auto isListed = [&](const std::string& path) {
            return path.rfind(toString(lists[0]), 0) == 0 || path.rfind(toString(lists[1]), 0) == 0;
        };
        const bool isReferring = std::any_of(m_plan.elements.begin(), m_plan.elements.end(), [&](const auto& row) {
            return row.path.ends_with("(0008,1155)") && !row.after.empty() && !isListed(row.path);
        });
        for (const auto tag : lists) {
            const auto need = m_root->needOf(tag);
            if (!isReferring && need != Need::Value && need != Need::Unknown)
                drop(tag, "lists references that are all removed");
        }
    }

    void drop(dicom::Tag tag, const std::string& reason)
    {
        for (auto& row : m_plan.elements) {
            if (row.path != toString(tag))
                continue;
            row.action = "R";
            row.after.clear();
            row.reason = reason;
            m_plan.edits.push_back({{{tag, {}, -1}}, dicom::Edit::Kind::Remove, {}, {}});
        }
    }

    void addMissingIdDoubt()
    {
        if (valueAt(m_tree.elements, tags::patientId).empty())
            m_plan.doubts.push_back({toString(tags::patientId), "no-patient-id", ""});
    }

    const dicom::Tree& m_tree;
    std::vector<Option> m_options;
    const crosswalk::Crosswalk& m_crosswalk;
    const Standard& m_standard;
    std::unique_ptr<Place> m_root;
    Plan m_plan;
    std::vector<Kept> m_kept;
    std::vector<std::string> m_retained;
    bool m_hasNewDocument = false;
    std::unordered_set<std::string> m_seen, m_safe;
};

}

Result<Plan> plan(const dicom::Tree& tree, const Rules& rules, const Claims& claims,
                  const crosswalk::Crosswalk& crosswalk, const Standard& standard)
{
    if (const auto legal = check(rules); !legal)
        return legal.error();
    return Planner{tree, rules, crosswalk, standard}.run(rules, claims);
}

}
