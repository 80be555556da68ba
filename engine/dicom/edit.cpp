// SPDX-License-Identifier: Apache-2.0
#include "engine/dicom/charset.h"
#include "engine/dicom/charset_tables.h"
#include "engine/dicom/coded_forms.h"
#include "engine/dicom/dcmtk_access.h"

#include <algorithm>
#include <optional>
#include <stdexcept>

namespace engine::dicom {

namespace {

/// No real sequence has more items that an edit would have to make.
constexpr int mostItems = 10'000;

std::string textOfElement(DcmItem& item, const DcmTagKey& key)
{
    OFString value;
    if (item.findAndGetOFStringArray(key, value).bad())
        return {};
    const auto last = value.find_last_not_of(' ');
    return last == OFString_npos ? std::string{} : std::string{value.c_str(), last + 1};
}

bool ownsNothing(DcmItem& item, Tag creator)
{
    for (unsigned long i = 0; i < item.card(); ++i) {
        const auto tag = toTag(item.getElement(i)->getTag());
        if (tag.group == creator.group && tag.element >> 8U == creator.element)
            return false;
    }
    return true;
}

std::uint16_t freeBlock(DcmItem& item, Tag wanted)
{
    const auto isFree = [&item, &wanted](unsigned block) {
        const Tag creator{wanted.group, static_cast<std::uint16_t>(block)};
        return !item.tagExists(toKey(creator)) && ownsNothing(item, creator);
    };
    unsigned block = wanted.element >> 8U;
    if (block >= 0x10 && isFree(block))
        return static_cast<std::uint16_t>(block);
    for (block = 0x10; block < 0xFF && !isFree(block);)
        ++block;
    return static_cast<std::uint16_t>(block);
}

/// Where a private element of that owner lies in this item: its block may be another than in the path. (0000,0000)
/// when the owner has no block here and none is to be made.
Tag resolve(DcmItem& item, const PathStep& step, bool makesBlock)
{
    if (!step.tag.isPrivate() || step.tag.isPrivateCreator() || step.creator.empty())
        return step.tag;
    const auto inBlock = [&step](unsigned block) {
        return Tag{step.tag.group, static_cast<std::uint16_t>(block << 8U | (step.tag.element & 0xFFU))};
    };
    const auto isOwners = [&item, &step](unsigned block) {
        return textOfElement(item, {step.tag.group, static_cast<Uint16>(block)}) == step.creator;
    };
    if (isOwners(step.tag.element >> 8U))
        return step.tag;
    for (unsigned block = 0x10; block <= 0xFF; ++block) {
        if (isOwners(block))
            return inBlock(block);
    }
    if (!makesBlock)
        return {};
    const auto block = freeBlock(item, step.tag);
    item.putAndInsertString(DcmTag(step.tag.group, block, EVR_LO), step.creator.c_str());
    return inBlock(block);
}

CharacterSet characterSetOf(DcmItem& item, const CharacterSet& inherited)
{
    return item.tagExists(DCM_SpecificCharacterSet) ? CharacterSet{textOfElement(item, DCM_SpecificCharacterSet)}
                                                    : inherited;
}

bool isPlainAscii(std::string_view text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

/// The same with every way to switch to a set before it, and back to ASCII behind it (PS3.5 6.1.2.5.3).
std::vector<std::string> withSwitches(const std::string& form)
{
    const std::string escape = "\x1B", back = escape + "(B";
    if (form.find(escape) != std::string::npos)
        return {form + back};
    std::vector<std::string> forms;
    for (const auto& set : codedSets()) {
        if (!set.escape.empty() && (set.isG1 || set.bytes == 2))
            forms.push_back(escape + std::string{set.escape} + form);
    }
    forms.insert(forms.begin(), form);
    return forms;
}

/// The bytes that mean `utf8` there; nothing when the character set cannot write it.
std::optional<std::string> inCharactersOf(const CharacterSet& characters, const std::string& utf8, bool isPersonName)
{
    if (characters.isUtf8() || isPlainAscii(utf8))
        return utf8;
    for (const auto& form : codedForms(utf8)) {
        for (auto& bytes : withSwitches(form)) {
            const auto meant = characters.decode(bytes, isPersonName);
            if (meant.whole && meant.text == utf8)
                return std::move(bytes);
        }
    }
    return std::nullopt;
}

OFCondition putValue(DcmElement& element, const std::string& value)
{
    switch (element.ident()) {
    case EVR_UN:
    case EVR_OB:
        return element.putUint8Array(reinterpret_cast<const Uint8*>(value.data()), static_cast<Uint32>(value.size()));
    case EVR_OW:
    case EVR_OF:
    case EVR_OD:
    case EVR_OL:
    case EVR_OV:
    case EVR_SQ:
        return EC_IllegalCall;
    default: // DCMTK's enum, not ours: text and numbers
        return element.putString(value.c_str(), static_cast<Uint32>(value.size()));
    }
}

class Editor {
public:
    explicit Editor(const Edit& edit) : m_edit{edit} {}

    Done perform(DcmItem& dataset)
    {
        const auto& path = m_edit.path;
        if (path.empty() || path.front().tag.group <= 0x0002)
            return refused();
        for (const auto& step : path) {
            if (step.item >= mostItems || (step.item < 0 && &step != &path.back()))
                return refused();
        }
        return walk(dataset, 0, CharacterSet{});
    }

private:
    Error refused() const { return {ErrorCode::BadArgument, toString(m_edit.path)}; }
    bool isSet() const { return m_edit.kind == Edit::Kind::Set; }

    Done walk(DcmItem& item, std::size_t depth, const CharacterSet& inherited)
    {
        const auto& step = m_edit.path[depth];
        const auto characters = characterSetOf(item, inherited);
        const auto tag = resolve(item, step, isSet());
        if (tag == Tag{})
            return done();
        if (depth + 1 == m_edit.path.size())
            return finish(item, tag, characters);
        DcmItem* next = nullptr;
        if (isSet())
            next = makeItem(item, tag, step.item);
        else if (item.findAndGetSequenceItem(toKey(tag), next, step.item).bad())
            return done();
        return next ? walk(*next, depth + 1, characters) : refused();
    }

    static DcmItem* makeItem(DcmItem& item, Tag tag, int index)
    {
        DcmElement* element = nullptr;
        if (item.findAndGetElement(toKey(tag), element).bad()) {
            element = new DcmSequenceOfItems(DcmTag(tag.group, tag.element, EVR_SQ));
            if (item.insert(element).bad()) {
                delete element;
                return nullptr;
            }
        }
        auto* sequence = dynamic_cast<DcmSequenceOfItems*>(element);
        while (sequence && sequence->card() <= static_cast<unsigned long>(index)) {
            if (sequence->append(new DcmItem).bad())
                return nullptr;
        }
        return sequence ? sequence->getItem(static_cast<unsigned long>(index)) : nullptr;
    }

    Done finish(DcmItem& item, Tag tag, const CharacterSet& characters)
    {
        switch (m_edit.kind) {
        case Edit::Kind::Remove:
            return remove(item, tag);
        case Edit::Kind::Empty:
            return m_edit.path.back().item < 0 ? empty(item, tag) : refused();
        case Edit::Kind::Set:
            return m_edit.path.back().item < 0 ? set(item, tag, characters) : refused();
        }
        return refused();
    }

    Done remove(DcmItem& item, Tag tag)
    {
        const int index = m_edit.path.back().item;
        if (index < 0) {
            item.findAndDeleteElement(toKey(tag));
            return done();
        }
        DcmSequenceOfItems* sequence = nullptr;
        if (item.findAndGetSequence(toKey(tag), sequence).good() &&
            sequence->card() > static_cast<unsigned long>(index))
            delete sequence->remove(static_cast<unsigned long>(index));
        return done();
    }

    Done empty(DcmItem& item, Tag tag)
    {
        DcmElement* element = nullptr;
        if (item.findAndGetElement(toKey(tag), element).bad())
            return done();
        const DcmTag vr{toKey(tag), element->getTag().getVR()};
        return item.insertEmptyElement(vr, OFTrue).good() ? done() : Done{refused()};
    }

    Done set(DcmItem& item, Tag tag, const CharacterSet& characters)
    {
        DcmTag described{toKey(tag)};
        DcmElement* old = nullptr;
        if (!m_edit.vr.empty())
            described.setVR(DcmVR(m_edit.vr.c_str()));
        else if (item.findAndGetElement(toKey(tag), old).good())
            described.setVR(old->getTag().getVR());
        if (described.getEVR() == EVR_SQ && m_edit.value.empty() && item.tagExists(toKey(tag)))
            return done();
        const auto value = inCharactersOf(characters, m_edit.value, described.getEVR() == EVR_PN);
        if (!value)
            return refused();
        DcmElement* made = nullptr;
        if (DcmItem::newDicomElementWithVR(made, described).bad() || !made)
            return refused();
        std::unique_ptr<DcmElement> element{made};
        if (!value->empty() && putValue(*element, *value).bad())
            return refused();
        if (item.insert(element.get(), OFTrue).bad())
            return refused();
        static_cast<void>(element.release());
        return done();
    }

    const Edit& m_edit;
};

void removeUselessCreators(DcmItem& item)
{
    std::vector<DcmTagKey> useless;
    for (unsigned long i = 0; i < item.card(); ++i) {
        auto* element = item.getElement(i);
        const auto tag = toTag(element->getTag());
        if (tag.isPrivateCreator() && ownsNothing(item, tag))
            useless.push_back(element->getTag());
        if (element->ident() != EVR_SQ)
            continue;
        auto* sequence = static_cast<DcmSequenceOfItems*>(element);
        for (unsigned long k = 0; k < sequence->card(); ++k)
            removeUselessCreators(*sequence->getItem(k));
    }
    for (const auto& key : useless)
        item.findAndDeleteElement(key);
}

}

Done applyEdits(DataSet& dataSet, const std::vector<Edit>& edits)
{
    auto& dataset = dataSet.content().dataset();
    try {
        for (const auto& edit : edits) {
            if (auto performed = Editor{edit}.perform(dataset); !performed)
                return performed;
        }
        removeUselessCreators(dataset);
    } catch (const std::exception&) {
        return Error{ErrorCode::Unsupported, "data set that DCMTK cannot change"};
    }
    return done();
}

}
