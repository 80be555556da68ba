// SPDX-License-Identifier: Apache-2.0
#include "engine/study/xml.h"

#include <expat.h>

#include <algorithm>
#include <memory>

namespace engine::study {

namespace {

std::string_view localName(std::string_view name)
{
    return name.substr(name.rfind(':') + 1); // npos + 1 is 0
}

struct Reading {
    XML_Parser parser = nullptr;
    XmlTaker& taker;

    void stopOnFault()
    {
        if (!taker.fault())
            XML_StopParser(parser, XML_FALSE);
    }
};

void onStart(void* user, const XML_Char* name, const XML_Char** attributes)
{
    auto& reading = *static_cast<Reading*>(user);
    reading.taker.start(localName(name), XmlTaker::Attributes{attributes});
    reading.stopOnFault();
}

void onEnd(void* user, const XML_Char* name)
{
    auto& reading = *static_cast<Reading*>(user);
    reading.taker.end(localName(name));
    reading.stopOnFault();
}

void onText(void* user, const XML_Char* words, int length)
{
    static_cast<Reading*>(user)->taker.text({words, static_cast<std::size_t>(length)});
}

void onDoctype(void* user, const XML_Char*, const XML_Char*, const XML_Char*, int)
{
    auto& reading = *static_cast<Reading*>(user);
    reading.taker.fail({ErrorCode::Unsupported, "a document type, which could hold entities"});
    reading.stopOnFault();
}

}

std::string XmlTaker::Attributes::operator[](std::string_view name) const
{
    for (auto** pair = m_pairs; *pair; pair += 2) {
        if (localName(pair[0]) == name)
            return pair[1];
    }
    return {};
}

void XmlTaker::fail(Error error)
{
    if (m_fault)
        m_fault = std::move(error);
}

Done readXml(ByteView text, XmlTaker& taker)
{
    constexpr std::size_t step = 1U << 20U;
    const std::unique_ptr<XML_ParserStruct, decltype(&XML_ParserFree)> parser{XML_ParserCreate(nullptr),
                                                                              &XML_ParserFree};
    if (!parser)
        return Error{ErrorCode::OutOfMemory, "XML"};
    Reading reading{parser.get(), taker};
    XML_SetUserData(parser.get(), &reading);
    XML_SetElementHandler(parser.get(), onStart, onEnd);
    XML_SetCharacterDataHandler(parser.get(), onText);
    XML_SetStartDoctypeDeclHandler(parser.get(), onDoctype);
    for (std::size_t at = 0;;) {
        const auto part = text.subspan(at, std::min(step, text.size() - at));
        at += part.size();
        const bool isLast = at == text.size();
        const auto status = XML_Parse(parser.get(), reinterpret_cast<const char*>(part.data()),
                                      static_cast<int>(part.size()), isLast ? 1 : 0);
        if (!taker.fault())
            return taker.fault().error();
        if (status != XML_STATUS_OK)
            return Error{ErrorCode::Damaged, XML_ErrorString(XML_GetErrorCode(parser.get()))};
        if (isLast)
            return done();
    }
}

}
