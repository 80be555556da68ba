// SPDX-License-Identifier: Apache-2.0
#include "engine/profile/plan.h"

#include "engine/profile/content.h"
#include "engine/profile/dates.h"
#include "engine/profile/dummies.h"
#include "engine/profile/evidence.h"
#include "engine/profile/kept.h"
#include "engine/profile/new_names.h"
#include "engine/profile/references.h"
#include "engine/profile/taken_away.h"
#include "engine/profile/site_decision.h"

#include <algorithm>
#include <array>
#include <deque>

namespace engine::profile {

namespace {

constexpr std::size_t deepestNesting = 64;
constexpr std::uint16_t lastMetaGroup = 0x0002;

constexpr dicom::Tag contentSequence{0x0040, 0xA730}, contentReference{0x0040, 0xDB73};

std::string shown(const dicom::Element& element)
{
    if (!element.value.empty() || element.length == 0)
        return element.value;
    return "(binary, " + std::to_string(element.length) + " bytes)";
}

/// A text that nobody reads: longer than what a Tree shows.
bool isUnread(const dicom::Element& element)
{
    constexpr std::array<std::string_view, 11> texts{"AE", "CS", "LO", "LT", "PN", "SH", "ST", "UC", "UN", "UR", "UT"};
    return element.value.empty() && element.length > dicom::Tree::longestValue &&
           std::find(texts.begin(), texts.end(), element.vr) != texts.end();
}

/// PS3.5 9.1, several values included.
bool isUid(std::string_view value)
{
    return value.find_first_not_of("0123456789.\\") == value.npos;
}

/// Where the planner is.
struct Spot {
    const Place& place;
    dicom::TagPath path; ///< of the item; empty at the top
    Person person;
    std::optional<ContentDecision> content;
    bool isCode = false;              ///< an item with a code of a public scheme
    std::set<dicom::Tag> owners = {}; ///< private creators here whose elements a site rule lets stay
};

class Planner {
public:
    Planner(const dicom::Tree& tree, const Task& task, const crosswalk::Crosswalk& crosswalk, const Standard& standard,
            const SiteDecisions* site)
        : m_tree{tree}, m_task{task}, m_standard{standard}, m_choice{choiceOf(task.rules)}, m_claims{tree.elements},
          m_site{site}, m_content{tree.elements, {m_choice, standard, m_claims}}, m_names{task.rules, task.surroundings,
                                                                                          crosswalk, standard},
          m_root{Place::root(standard.templates, valueOf(tree.elements, tags::sopClassUid))}
    {
    }

    Result<Plan> run()
    {
        const auto id = valueOf(m_tree.elements, tags::patientId);
        const auto person = m_names.person(id, valueOf(m_tree.elements, tags::studyInstanceUid));
        m_plan.pseudonym = person.pseudonym;
        if (id.empty())
            m_plan.doubts.push_back({toString(tags::patientId), "no-patient-id", ""});
        readMeta();
        if (!visit(m_tree.elements, {m_root, {}, person, {}}))
            return Error{ErrorCode::Damaged, "nested too deep"};
        addSurroundings();
        forgetRetained();
        for (const auto& value : m_moved)
            m_plan.identity.exempt(value);
        m_plan.birthDays = m_taken.birthDays();
        judgeKept(m_kept, m_task, m_standard, m_plan);
        judgeRetainedUids();
        dropEmptyReferences(m_root, m_plan);
        if (m_hasNewDocument)
            drop({0x0042, 0x0015}, "length of the document that was replaced", m_plan);
        removeItems();
        addEvidence(m_tree, m_task, m_standard, m_plan);
        m_plan.newUids = m_names.uidPairs();
        m_plan.newPeople = m_names.peoplePairs();
        m_plan.daysMoved =
            m_choice.has("rtn_long_modif_dates") || m_plan.leavesDates ? m_names.dayPairs() : NewNames::Pairs{};
        return std::move(m_plan);
    }

private:
    Grounds grounds() const { return {m_choice, m_standard, m_claims, m_site}; }

    bool visit(const std::vector<dicom::Element>& elements, const Spot& spot)
    {
        if (spot.path.size() > deepestNesting)
            return false;
        auto here = spot;
        if (const auto id = valueOf(elements, tags::patientId); !id.empty())
            here.person = m_names.person(id, {});
        here.isCode = m_standard.codingSchemes.contains(valueOf(elements, tags::codingScheme));
        here.owners = m_site ? m_site->ownersIn(elements, spot.path) : std::set<dicom::Tag>{};
        return std::all_of(elements.begin(), elements.end(),
                           [&](const dicom::Element& element) { return take(element, here); });
    }

    bool take(const dicom::Element& element, const Spot& spot)
    {
        auto path = spot.path;
        path.push_back({element.tag, element.creator, -1});
        const bool isContentValue = spot.content && spot.content->value == element.tag;
        auto decision = isContentValue ? spot.content->decision : decide(element, spot.place, grounds());
        applySite(element, path, spot, decision);
        adjust(element, spot, decision);
        m_plan.elements.push_back(
            {toString(path), element.keyword, element.vr, shown(element), {}, {}, decision.reason, false});
        if (decision.doubt)
            m_plan.doubts.push_back({toString(path), decision.doubt, element.value});
        const bool isEntered = decision.action == Action::Uid && element.vr == "SQ";
        const bool isLeft = decision.action == Action::Keep || decision.cleaning == Cleaning::Text ||
                            decision.cleaning == Cleaning::Inside || decision.cleaning == Cleaning::Content;
        if (!isEntered && !isLeft) {
            m_taken.add(element);
            change(element, {spot.place, path, spot.person, {}}, decision);
        }
        name(decision);
        return isEntered || isLeft ? keep(element, {spot.place, path, spot.person, {}, spot.isCode}, decision) : true;
    }

    /// What the site's rules say comes before the profile.
    void applySite(const dicom::Element& element, const dicom::TagPath& path, const Spot& spot, Decision& decision)
    {
        if (!m_site)
            return;
        if (spot.owners.contains(element.tag)) {
            decision = {Action::Keep,  "owner of private elements that a site rule lets stay", true, false, nullptr,
                        Cleaning::None};
            return;
        }
        auto own = m_site->decide(element, path, spot.place, decision);
        if (!own)
            return;
        const bool isDate = element.vr == "DA" || element.vr == "DT" || element.vr == "TM";
        const bool isKept = own->action == Action::Keep && decision.action != Action::Keep;
        m_plan.leavesDates = m_plan.leavesDates || (isDate && (isKept || own->cleaning == Cleaning::Date));
        decision = std::move(*own);
    }

    /// What was done goes into the row only now: cleaning may have had to give way to something else.
    void name(const Decision& decision)
    {
        const auto letter = letterOf(decision.action);
        ++m_plan.actions[letter];
        auto& row = m_plan.elements.back();
        row.action = decision.isOurs && decision.action != Action::Keep ? "R" : letter;
        row.reason = decision.reason;
    }

    /// What the letter cannot mean for this element.
    void adjust(const dicom::Element& element, const Spot& spot, Decision& decision) const
    {
        constexpr dicom::Tag performedStep{0x0008, 0x1111}; // nothing but references: new UIDs are its dummy
        constexpr dicom::Tag references{0x0008, 0x1199};    // of a content item, likewise
        const bool isUidSequence = element.tag == performedStep || element.tag == references;
        if (decision.action == Action::Dummy && (element.vr == "UI" || isUidSequence))
            decision.action = Action::Uid;
        if (decision.action == Action::Uid && element.vr != "UI" && element.vr != "SQ")
            decision = {Action::Remove, "UID that cannot be read", true,
                        false,          "unknown-representation",  Cleaning::None};
        const bool isPersonKey = element.tag == tags::patientId || element.tag == tags::patientName;
        if (isPersonKey && decision.action == Action::Empty)
            decision.action = Action::Dummy; // Z allows a dummy: the pseudonym
        if (decision.cleaning == Cleaning::Text && !element.decodable) {
            decision = decideWithoutOptions(element, spot.place, grounds());
            decision.doubt = "undecodable";
        }
        const bool isLeft = decision.action == Action::Keep || decision.cleaning == Cleaning::Text;
        if (isLeft && isUnread(element)) {
            decision = decideWithoutOptions(element, spot.place, grounds());
            decision.reason += "; text too long to be searched";
            decision.doubt = "too-long";
        }
        if (decision.isRetained && element.vr == "UI" && !isUid(element.value)) // another word in its place, perhaps
            decision = {Action::Uid, "no UID: cannot be retained as one", true, false, "not-a-uid", Cleaning::None};
        const auto& edited = m_task.surroundings.editedUids;
        if (decision.action == Action::Keep && element.vr == "UI" &&
            std::find(edited.begin(), edited.end(), element.value) != edited.end())
            decision = {Action::Uid, "instance whose pixels were edited", true, false, nullptr, Cleaning::None};
        if (isTwin(element) && spot.path.empty())
            decision = {Action::Uid,   "another file has this UID and other content", true, false, "same-uid",
                        Cleaning::None};
        capAge(element, spot, decision);
    }

    bool isTwin(const dicom::Element& element) const
    {
        return !m_task.surroundings.twin.empty() && element.tag == tags::sopInstanceUid;
    }

    /// The rule `age-over-89`.
    void capAge(const dicom::Element& element, const Spot& spot, Decision& decision) const
    {
        if (element.vr != "AS" || !m_choice.capsAges || decision.action != Action::Keep || element.value.empty())
            return;
        const auto capped = cappedAge(element.value);
        if (capped == element.value)
            return;
        decision = decideWithoutOptions(element, spot.place, grounds());
        decision.isOurs = true;
        decision.reason = "rule age-over-89";
        if (capped)
            decision.action = Action::Rule;
    }

    bool keep(const dicom::Element& element, const Spot& spot, const Decision& decision)
    {
        auto& row = m_plan.elements.back();
        row.after = row.before;
        if (decision.isRetained)
            eachValue(element.value, [&](const std::string& value) {
                if (!value.empty())
                    m_retained.push_back(value);
            });
        if (element.tag == contentReference)
            renumber(element, spot.path);
        if (element.vr != "SQ") {
            m_kept.push_back({&element, &spot.place, spot.path, m_plan.elements.size() - 1, decision.isRetained,
                              spot.person.daysBack, spot.isCode});
            return true;
        }
        for (std::size_t i = 0; i < element.items.size(); ++i) {
            auto path = spot.path;
            path.back().item = static_cast<int>(i);
            if (!enter(element, element.items[i], {spot.place.enter(element.tag), path, spot.person, {}}, decision))
                return false;
        }
        return true;
    }

    bool enter(const dicom::Element& sequence, const dicom::Item& item, Spot spot, const Decision& decision)
    {
        // Below a content sequence everything in such a sequence is content too.
        const bool isContent = m_choice.has("clean_struct_cont") &&
                               (decision.cleaning == Cleaning::Content || sequence.tag == contentSequence);
        if (isContent)
            spot.content = decideContent(item, grounds());
        const bool goes = spot.content && spot.content->decision.action == Action::Remove;
        if (!goes && !(isContent && m_content.isRemoved(spot.path)))
            return visit(item.elements, spot);
        const auto reason = goes ? spot.content->decision.reason : "refers to a content item that goes";
        m_plan.elements.push_back(
            {toString(spot.path), sequence.keyword, "SQ", "(content item)", "X", {}, reason, false});
        ++m_plan.actions["X"];
        for (const auto& element : item.elements)
            m_taken.add(element);
        m_removedItems.push_back(spot.path);
        return true;
    }

    void renumber(const dicom::Element& element, const dicom::TagPath& path)
    {
        auto now = m_content.renumbered(element.value);
        if (now == element.value)
            return;
        m_plan.elements.back().after = now;
        m_plan.edits.push_back({path, dicom::Edit::Kind::Set, element.vr, std::move(now)});
    }

    /// From the last to the first, after all other edits: the numbers of items must hold until then.
    void removeItems()
    {
        for (auto path = m_removedItems.rbegin(); path != m_removedItems.rend(); ++path)
            m_plan.edits.push_back({*path, dicom::Edit::Kind::Remove, {}, {}});
    }

    void change(const dicom::Element& element, const Spot& spot, Decision& decision)
    {
        if (element.tag.group <= lastMetaGroup)
            return; // not of a data set: never written
        switch (decision.action) {
        case Action::Remove:
            m_plan.edits.push_back({spot.path, dicom::Edit::Kind::Remove, {}, {}});
            m_plan.edits.back().path.back().creator.clear(); // its creator may go before it
            return;
        case Action::Empty:
            m_plan.edits.push_back({spot.path, dicom::Edit::Kind::Empty, {}, {}});
            return;
        case Action::Uid:
            set(element, spot,
                isTwin(element) && spot.path.size() == 1 ? m_names.twinUid(element.value)
                                                         : m_names.uids(element.value));
            return;
        case Action::Dummy:
            m_plan.elements.back().after = putDummy(element, spot);
            return;
        case Action::Clean:
            clean(element, spot, decision);
            return;
        case Action::Rule: // a site's, or age-over-89
            if (decision.value)
                putIn(element, spot, *decision.value);
            else
                set(element, spot, *cappedAge(element.value));
            return;
        case Action::Keep:
            return;
        }
    }

    void set(const dicom::Element& element, const Spot& spot, const std::string& value)
    {
        m_plan.elements.back().after = value;
        m_plan.edits.push_back({spot.path, dicom::Edit::Kind::Set, element.vr, value});
    }

    /// What a site's rule puts in is searched like everything that stays.
    void putIn(const dicom::Element& element, const Spot& spot, const std::string& value)
    {
        set(element, spot, value);
        m_written.push_back(element);
        m_written.back().value = value;
        m_written.back().length = value.size();
        m_kept.push_back({&m_written.back(), &spot.place, spot.path, m_plan.elements.size() - 1, false,
                          spot.person.daysBack, false});
    }

    /// Dates that can be moved, titles of devices. What cannot be cleaned does as without the option.
    void clean(const dicom::Element& element, const Spot& spot, Decision& decision)
    {
        if (decision.cleaning == Cleaning::Device) {
            set(element, spot, m_names.deviceTitles(element.value));
            return;
        }
        const auto moved = element.vr == "SH" ? std::optional{element.value} // the time zone: days do not change it
                                              : movedBack(element.vr, element.value, spot.person.daysBack);
        if (moved) {
            set(element, spot, *moved);
            eachValue(*moved, [&](const std::string& value) { m_moved.push_back(value); });
            return;
        }
        decision = decideWithoutOptions(element, spot.place, grounds());
        decision.reason += "; no date or time that could be moved";
        change(element, spot, decision);
    }

    std::string putDummy(const dicom::Element& element, const Spot& spot)
    {
        constexpr dicom::Tag trialSubject{0x0012, 0x0040};
        const bool isPersonKey = element.tag == tags::patientId || element.tag == tags::patientName;
        if (isPersonKey || element.tag == trialSubject) {
            const auto& name = isPersonKey ? spot.person.pseudonym : m_names.person(element.value, {}).pseudonym;
            m_plan.edits.push_back({spot.path, dicom::Edit::Kind::Set, element.vr, name});
            return name;
        }
        if (element.vr == "SQ") {
            auto item = spot.path;
            item.back().item = 0;
            m_plan.edits.push_back({spot.path, dicom::Edit::Kind::Empty, {}, {}});
            addDummyItem(m_standard, spot.place.enter(element.tag), item, tokensOf(element), m_plan.edits);
            return "(one item of dummies)";
        }
        const bool isDocument = element.keyword == "EncapsulatedDocument";
        const auto value = isDocument ? dummyDocument(valueOf(m_tree.elements, {0x0042, 0x0012}))
                                      : dummyFor(m_standard, element.keyword, element.vr, tokensOf(element));
        m_plan.edits.push_back({spot.path, dicom::Edit::Kind::Set, element.vr, value});
        m_hasNewDocument = m_hasNewDocument || isDocument;
        return isDocument ? "(an empty page)" : value;
    }

    /// What other files of the study say of the same people, unless an option retains such values.
    void addSurroundings()
    {
        for (const auto& [value, keyword] : m_task.surroundings.identity) {
            const auto element = elementOf(value, keyword, m_standard);
            if (!decide(element, m_root, grounds()).isRetained)
                m_taken.add(element);
        }
    }

    /// What an option retains is no secret elsewhere, unless it is what the person is called.
    void forgetRetained()
    {
        const auto namesPerson = [&](const std::string& value) { return m_plan.person.foundIn(value).has_value(); };
        std::erase_if(m_retained, namesPerson);
        for (const auto& value : m_retained)
            m_plan.identity.forget(value);
    }

    /// UIDs that stay must not tell the dates that go (PS3.15 E.3.9).
    void judgeRetainedUids()
    {
        for (const auto& kept : m_kept) {
            if (kept.isRetained && kept.element->vr == "UI" && m_taken.tellsDay(kept.element->value))
                m_plan.doubts.push_back({toString(kept.path), "uid-with-date", kept.element->value});
        }
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
                m_taken.add(element);
        }
    }

    const dicom::Tree& m_tree;
    const Task& m_task;
    const Standard& m_standard;
    Choice m_choice;
    SafeClaims m_claims;
    const SiteDecisions* m_site;
    ContentTree m_content;
    NewNames m_names;
    const Place& m_root;
    Plan m_plan;
    TakenAway m_taken{m_standard, m_plan.identity, m_plan.person};
    std::vector<Kept> m_kept;
    std::deque<dicom::Element> m_written; ///< as site rules made them
    std::vector<std::string> m_retained, m_moved;
    std::vector<dicom::TagPath> m_removedItems;
    bool m_hasNewDocument = false;
};

}

Result<Plan> plan(const dicom::Tree& tree, const Task& task, const crosswalk::Crosswalk& crosswalk,
                  const Standard& standard)
{
    if (const auto legal = check(task.rules); !legal)
        return legal.error();
    if (task.rules.siteRules.isEmpty())
        return Planner{tree, task, crosswalk, standard, nullptr}.run();
    const auto site = SiteDecisions::create(task.rules.siteRules, tree);
    if (!site)
        return site.error();
    return Planner{tree, task, crosswalk, standard, &*site}.run();
}

}
