// SPDX-License-Identifier: Apache-2.0
#include "engine/dicom/charset.h"
#include "engine/dicom/dcmtk_access.h"
#include "engine/dicom/dictionary.h"

#include <map>
#include <stdexcept>

namespace engine::dicom {

namespace {

/// Raw bytes of a text element without its padding; empty where it has none, or where it is too long to be shown.
std::string rawText(DcmElement& element)
{
    char* text = nullptr;
    Uint32 length = 0;
    if (element.getLengthField() > Tree::longestValue || element.getString(text, length).bad() || !text)
        return {};
    std::string_view bytes{text, length};
    while (!bytes.empty() && (bytes.back() == ' ' || bytes.back() == '\0'))
        bytes.remove_suffix(1);
    return std::string{bytes};
}

bool usesCharacterSet(std::string_view vr)
{
    return vr == "PN" || vr == "LO" || vr == "SH" || vr == "ST" || vr == "LT" || vr == "UC" || vr == "UT";
}

bool isText(DcmEVR vr)
{
    switch (vr) {
    case EVR_AE:
    case EVR_AS:
    case EVR_CS:
    case EVR_DA:
    case EVR_DS:
    case EVR_DT:
    case EVR_IS:
    case EVR_LO:
    case EVR_LT:
    case EVR_PN:
    case EVR_SH:
    case EVR_ST:
    case EVR_TM:
    case EVR_UC:
    case EVR_UI:
    case EVR_UR:
    case EVR_UT:
        return true;
    default: // DCMTK's enum, not ours
        return false;
    }
}

bool isNumber(DcmEVR vr)
{
    switch (vr) {
    case EVR_AT:
    case EVR_FD:
    case EVR_FL:
    case EVR_SL:
    case EVR_SS:
    case EVR_SV:
    case EVR_UL:
    case EVR_US:
    case EVR_UV:
    case EVR_up:
    case EVR_xs:
        return true;
    default: // DCMTK's enum, not ours
        return false;
    }
}

void put(Element& element, Decoded decoded)
{
    element.value = std::move(decoded.text);
    element.decodable = decoded.whole;
}

void readNumbers(Element& element, DcmElement& source)
{
    OFString joined;
    if (source.getLengthField() <= Tree::longestValue && source.getOFStringArray(joined).good())
        element.value.assign(joined.c_str(), joined.size());
}

/// UN and the like often hold plain text; only then is there something to show.
void readUnknown(Element& element, DcmElement& source, const CharacterSet& characters)
{
    Uint8* bytes = nullptr;
    const auto length = source.getLengthField();
    if (length == 0 || length > Tree::longestValue || source.getUint8Array(bytes).bad() || !bytes)
        return;
    std::string_view text{reinterpret_cast<const char*>(bytes), length};
    while (!text.empty() && (text.back() == ' ' || text.back() == '\0'))
        text.remove_suffix(1);
    auto decoded = characters.decode(text, false);
    if (decoded.whole)
        element.value = std::move(decoded.text);
}

std::uint64_t lengthOf(DcmElement& source)
{
    if (source.ident() == EVR_SQ)
        return 0;
    auto* pixels = dynamic_cast<DcmPixelData*>(&source);
    E_TransferSyntax syntax = EXS_Unknown;
    const DcmRepresentationParameter* parameter = nullptr;
    DcmPixelSequence* sequence = nullptr;
    if (pixels)
        pixels->getOriginalRepresentationKey(syntax, parameter);
    if (!pixels || pixels->getEncapsulatedRepresentation(syntax, parameter, sequence).bad() || !sequence)
        return source.getLengthField() == DCM_UndefinedLength ? 0 : source.getLengthField();
    std::uint64_t sum = 0;
    DcmPixelItem* fragment = nullptr;
    for (unsigned long i = 0; i < sequence->card(); ++i)
        sum += sequence->getItem(fragment, i).good() ? fragment->getLengthField() : 0;
    return sum;
}

class Reader {
public:
    std::vector<Element> items(DcmItem& source, const CharacterSet& inherited)
    {
        const auto characters = characterSetOf(source, inherited);
        std::map<std::uint32_t, std::string> creators;
        std::vector<Element> elements;
        elements.reserve(source.card());
        // By number DCMTK would count from the first one each time.
        for (auto* at = source.nextInContainer(nullptr); at; at = source.nextInContainer(at)) {
            elements.push_back(element(*static_cast<DcmElement*>(at), characters));
            nameCreator(elements.back(), creators);
        }
        return elements;
    }

private:
    static CharacterSet characterSetOf(DcmItem& item, const CharacterSet& inherited)
    {
        DcmElement* element = nullptr;
        if (item.findAndGetElement(DCM_SpecificCharacterSet, element).bad() || !element)
            return inherited;
        return CharacterSet{rawText(*element)};
    }

    static void nameCreator(Element& element, std::map<std::uint32_t, std::string>& creators)
    {
        if (!element.tag.isPrivate())
            return;
        const std::uint32_t group = element.tag.group;
        if (element.tag.isPrivateCreator())
            creators[group << 16U | element.tag.element] = element.value;
        else if (const auto creator = creators.find(group << 16U | element.tag.element >> 8U);
                 creator != creators.end())
            element.creator = creator->second;
    }

    Element element(DcmElement& source, const CharacterSet& characters)
    {
        Element element;
        element.tag = toTag(source.getTag());
        element.vr = DcmVR(source.getVR()).getValidVRName();
        element.keyword = keywordOf(element.tag);
        element.length = lengthOf(source);
        try {
            fill(element, source, characters);
        } catch (const std::exception&) {
            // DCMTK gives up on some broken strings that way.
            element.value.clear();
            element.decodable = false;
        }
        return element;
    }

    void fill(Element& element, DcmElement& source, const CharacterSet& characters)
    {
        if (source.ident() == EVR_SQ) {
            auto& sequence = static_cast<DcmSequenceOfItems&>(source);
            element.vr = "SQ";
            for (unsigned long i = 0; i < sequence.card(); ++i)
                element.items.push_back({items(*sequence.getItem(i), characters)});
        } else if (isText(source.ident())) {
            const auto& repertoire = usesCharacterSet(element.vr) ? characters : CharacterSet{};
            put(element, repertoire.decode(rawText(source), element.vr == "PN"));
        } else if (isNumber(source.ident())) {
            readNumbers(element, source);
        } else if (element.vr == "UN") {
            readUnknown(element, source, characters);
        }
    }
};

}

Tree read(const DataSet& dataSet)
{
    auto& content = dataSet.content();
    Tree tree;
    tree.hasPreamble = content.hasPreamble;
    tree.trailing = content.trailing;
    tree.meta = Reader{}.items(*content.file->getMetaInfo(), {});
    for (auto& element : tree.meta) {
        if (element.tag == Tag{0x0002, 0x0010})
            element.value = content.transferSyntaxUid;
    }
    tree.elements = Reader{}.items(content.dataset(), {});
    return tree;
}

}
