// SPDX-License-Identifier: Apache-2.0
#include "engine/profile/ctp_script.h"

#include "engine/profile/site_importing.h"

#include <expat.h>

#include <memory>

namespace engine::profile {

namespace {

struct XmlReading {
    XML_Parser parser = nullptr;
    std::vector<CtpEntry> entries;
    int depth = 0;
    bool isScript = false, hasDoctype = false;
};

std::string attributeOf(const XML_Char** attributes, std::string_view name)
{
    for (; *attributes; attributes += 2) {
        if (name == attributes[0])
            return attributes[1];
    }
    return {};
}

void onStart(void* user, const XML_Char* name, const XML_Char** attributes)
{
    auto& reading = *static_cast<XmlReading*>(user);
    if (reading.depth++ == 0)
        reading.isScript = std::string_view{name} == "script";
    if (reading.depth != 2)
        return;
    const std::string_view tag{name};
    CtpEntry entry;
    entry.kind = tag.size() == 1 && std::string_view{"pekr"}.find(tag) != std::string_view::npos ? tag.front() : '?';
    entry.isOn = entry.kind == 'p' || attributeOf(attributes, "en") == "T";
    entry.target = attributeOf(attributes, "t");
    entry.name = entry.kind == '?' ? std::string{tag} : attributeOf(attributes, "n");
    entry.line = static_cast<int>(XML_GetCurrentLineNumber(reading.parser));
    reading.entries.push_back(std::move(entry));
}

void onEnd(void* user, const XML_Char*)
{
    --static_cast<XmlReading*>(user)->depth;
}

void onText(void* user, const XML_Char* text, int length)
{
    auto& reading = *static_cast<XmlReading*>(user);
    if (reading.depth >= 2)
        reading.entries.back().text.append(text, static_cast<std::size_t>(length));
}

void onDoctype(void* user, const XML_Char*, const XML_Char*, const XML_Char*, int)
{
    auto& reading = *static_cast<XmlReading*>(user);
    reading.hasDoctype = true;
    XML_StopParser(reading.parser, XML_FALSE);
}

std::string placeOf(XML_Parser parser)
{
    return std::to_string(XML_GetCurrentLineNumber(parser)) + ':' +
           std::to_string(XML_GetCurrentColumnNumber(parser) + 1) + ": ";
}

Result<std::vector<CtpEntry>> readXml(std::string_view text)
{
    const std::unique_ptr<XML_ParserStruct, decltype(&XML_ParserFree)> parser{XML_ParserCreate(nullptr),
                                                                              &XML_ParserFree};
    if (!parser)
        return Error{ErrorCode::OutOfMemory, "XML"};
    XmlReading reading;
    reading.parser = parser.get();
    XML_SetUserData(parser.get(), &reading);
    XML_SetElementHandler(parser.get(), onStart, onEnd);
    XML_SetCharacterDataHandler(parser.get(), onText);
    XML_SetStartDoctypeDeclHandler(parser.get(), onDoctype);
    const auto status = XML_Parse(parser.get(), text.data(), static_cast<int>(text.size()), 1);
    if (reading.hasDoctype)
        return Error{ErrorCode::Unsupported, placeOf(parser.get()) + "a document type, which could hold entities"};
    if (status != XML_STATUS_OK)
        return Error{ErrorCode::Damaged, placeOf(parser.get()) + XML_ErrorString(XML_GetErrorCode(parser.get()))};
    if (!reading.isScript)
        return Error{ErrorCode::Damaged, "1:1: the outermost element is not <script>"};
    return std::move(reading.entries);
}

/// "set.[0010,0010]PatientName=@remove()", with # in front when switched off.
CtpEntry fromProperty(std::string_view left, std::string_view right)
{
    CtpEntry entry;
    entry.text = right;
    entry.isOn = !left.starts_with('#');
    left.remove_prefix(entry.isOn ? 0 : 1);
    const auto point = left.find('.');
    const auto word = left.substr(0, point);
    const auto rest = point == std::string_view::npos ? std::string_view{} : left.substr(point + 1);
    entry.kind = word == "param" ? 'p' : word == "set" ? 'e' : word == "keep" ? 'k' : word == "remove" ? 'r' : '?';
    const auto open = rest.find('[');
    const auto close = rest.find(']');
    if (entry.kind == 'e' && open != std::string_view::npos && close != std::string_view::npos && close > open) {
        for (const char c : rest.substr(open + 1, close - open - 1))
            entry.target += c == ',' ? std::string{} : std::string{c};
        entry.name = rest.substr(close + 1);
    } else {
        entry.target = rest.starts_with("group") && entry.kind == 'k' ? rest.substr(5) : rest;
        if (entry.kind == 'k' && entry.target.size() < 4)
            entry.target.insert(0, 4 - entry.target.size(), '0');
    }
    if (entry.kind == '?')
        entry.name = left;
    return entry;
}

std::vector<CtpEntry> readProperties(std::string_view text)
{
    std::vector<CtpEntry> entries;
    for (int line = 1; !text.empty(); ++line) {
        const auto end = std::min(text.find('\n'), text.size());
        const auto row = trimmedBlanks(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        const auto equals = row.find('=');
        const bool isComment = row.starts_with('!') || (row.starts_with('#') && equals == std::string_view::npos);
        if (row.empty() || isComment)
            continue;
        entries.push_back(fromProperty(trimmedBlanks(row.substr(0, equals)),
                                       equals == std::string_view::npos ? "" : trimmedBlanks(row.substr(equals + 1))));
        entries.back().line = line;
    }
    return entries;
}

/// The place behind the bracket that closes the one at `open`; npos when there is none. Quotation marks hide brackets.
std::size_t closing(std::string_view text, std::size_t open)
{
    const char opens = text[open];
    const char closes = opens == '(' ? ')' : '}';
    int depth = 0;
    bool isQuoted = false;
    for (std::size_t i = open; i < text.size(); ++i) {
        if (text[i] == '\\') {
            ++i;
            continue;
        }
        isQuoted = text[i] == '"' ? !isQuoted : isQuoted;
        if (isQuoted)
            continue;
        depth += text[i] == opens ? 1 : text[i] == closes ? -1 : 0;
        if (depth == 0)
            return i + 1;
    }
    return std::string_view::npos;
}

std::vector<std::string> argumentsOf(std::string_view text)
{
    std::vector<std::string> arguments;
    std::string current;
    bool isQuoted = false;
    const auto take = [&] {
        auto argument = trimmedBlanks(current);
        if (argument.size() >= 2 && argument.front() == '"' && argument.back() == '"')
            argument = argument.substr(1, argument.size() - 2);
        arguments.emplace_back(argument);
        current.clear();
    };
    for (std::size_t i = 0; i < text.size(); ++i) {
        isQuoted = text[i] == '"' ? !isQuoted : isQuoted;
        // Inside a tag as [gggg,eeee] or (gggg,eeee) the comma separates nothing.
        const bool isInTag = current.find_last_of("[(") != std::string::npos &&
                             current.find_first_of(")]", current.find_last_of("[(")) == std::string::npos;
        if (text[i] == ',' && !isQuoted && (!isInTag || current.find('"') != std::string::npos))
            take();
        else
            current += text[i];
    }
    if (!trimmedBlanks(current).empty() || !arguments.empty())
        take();
    return arguments;
}

/// A call that begins behind the @ at `at`; `at` then stands behind it.
Result<CtpCall> callAt(std::string_view text, std::size_t& at)
{
    const auto open = text.find('(', at);
    CtpCall call;
    if (open == std::string_view::npos)
        return Error{ErrorCode::Damaged, "a function without brackets"};
    call.name = asciiLowered(trimmedBlanks(text.substr(at, open - at)));
    const bool isWord = call.name.find_first_not_of("abcdefghijklmnopqrstuvwxyz") == std::string::npos;
    auto end = closing(text, open);
    if (!isWord || call.name.empty() || end == std::string_view::npos)
        return Error{ErrorCode::Damaged, "a function that does not end"};
    call.arguments = argumentsOf(text.substr(open + 1, end - open - 2));
    for (auto* block : {&call.yes, &call.no}) {
        const auto next = text.find_first_not_of(" \t\r\n", end);
        const bool takesBlocks =
            call.name == "if" || call.name == "select" || (call.name == "append" && block == &call.yes);
        if (!takesBlocks || next == std::string_view::npos || text[next] != '{')
            break;
        end = closing(text, next);
        if (end == std::string_view::npos)
            return Error{ErrorCode::Damaged, "a { without }"};
        *block = text.substr(next + 1, end - next - 2);
    }
    at = end;
    return call;
}

}

Result<std::vector<CtpEntry>> readCtpScript(std::string_view text)
{
    const auto start = text.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
    if (start != std::string_view::npos && text[start] == '<')
        return readXml(text);
    return readProperties(text);
}

Result<std::vector<CtpPiece>> piecesOfCtp(std::string_view script)
{
    std::vector<CtpPiece> pieces;
    std::string plain;
    const auto flush = [&] {
        if (!plain.empty())
            pieces.push_back({plain, false, {}});
        plain.clear();
    };
    for (std::size_t i = 0; i < script.size();) {
        if (script[i] == '\\' && i + 1 < script.size()) {
            plain += script[i + 1];
            i += 2;
        } else if (script[i] == '@') {
            flush();
            auto call = callAt(script, ++i);
            if (!call)
                return call.error();
            pieces.push_back({{}, true, std::move(*call)});
        } else {
            plain += script[i++];
        }
    }
    flush();
    return pieces;
}

}
