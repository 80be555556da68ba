// SPDX-License-Identifier: Apache-2.0
#include "engine/dicom/dictionary.h"
#include "engine/profile/ctp_script.h"
#include "engine/profile/site_importing.h"
#include "engine/profile/site_names.h"
#include "engine/profile/tags.h"

#include <algorithm>
#include <charconv>
#include <map>

namespace engine::profile {

namespace {

constexpr int deepestNesting = 8;

/// Rules that came of one script, or why none did.
struct Outcome {
    std::vector<SiteRule> rules;
    std::string difference, refusal;
};

/// "gggg[BlockID]ee" and the forms of a tag become what `stepFromText` reads.
std::string elementName(std::string_view name)
{
    name = trimmedBlanks(name);
    if (name.starts_with('[') && name.ends_with(']'))
        name = name.substr(1, name.size() - 2);
    const auto open = name.find('[');
    const auto close = name.rfind(']');
    if (open != 4 && open != 6)
        return std::string{name};
    if (close == std::string_view::npos || close < open)
        return std::string{name};
    const auto number = name.substr(close + 1);
    return "(" + std::string{name.substr(0, 4)} + ",xx" + (number.empty() ? "00" : std::string{number}) + "){" +
           std::string{name.substr(open + 1, close - open - 1)} + "}";
}

/// One element's script on its way to rules.
class Translation {
public:
    Translation(const CtpEntry& entry, const SiteSelector& selector,
                const std::map<std::string, std::string>& parameters)
        : m_entry{entry}, m_selector{selector}, m_parameters{parameters}
    {
    }

    Outcome run()
    {
        translate(m_entry.text, {}, m_selector, 0);
        if (!m_out.refusal.empty())
            m_out.rules.clear();
        return std::move(m_out);
    }

private:
    void refuse(const std::string& why)
    {
        if (m_out.refusal.empty())
            m_out.refusal = why;
    }

    void differ(const std::string& how)
    {
        if (m_out.difference.find(how) == std::string::npos)
            m_out.difference += (m_out.difference.empty() ? "" : "; ") + how;
    }

    void put(SiteAction action, const std::vector<SiteTest>& when, const SiteSelector& selector, std::string find = {},
             std::string with = {})
    {
        SiteRule rule;
        rule.select = {selector};
        rule.when = when;
        rule.action = action;
        rule.find = std::move(find);
        rule.with = std::move(with);
        m_out.rules.push_back(std::move(rule));
    }

    bool isSelf(const std::string& argument) const
    {
        if (asciiLowered(argument) == "this" || argument == m_entry.name)
            return true;
        const auto step = stepFromText(elementName(argument));
        return step && *step == m_selector.steps.back();
    }

    std::string parameter(std::string name) const
    {
        if (name.starts_with('@'))
            name.erase(0, 1);
        const auto found = m_parameters.find(name);
        return found == m_parameters.end() ? name : found->second;
    }

    void translate(const std::string& script, const std::vector<SiteTest>& when, const SiteSelector& selector,
                   int depth)
    {
        if (depth > deepestNesting)
            return refuse("conditions nested deeper than 8");
        auto pieces = piecesOfCtp(trimmedBlanks(script));
        if (!pieces)
            return refuse(pieces.error().where);
        if (!pieces->empty() && pieces->front().isCall && pieces->front().call.name == "always") {
            pieces->erase(pieces->begin());
            differ("an element that is not there is not added");
        }
        std::string literal;
        bool isLiteral = true;
        for (const auto& piece : *pieces) {
            const bool isParameter = piece.isCall && piece.call.name == "param" && piece.call.arguments.size() == 1;
            isLiteral = isLiteral && (!piece.isCall || isParameter);
            literal += isParameter ? parameter(piece.call.arguments.front()) : piece.text;
        }
        if (isLiteral)
            return putLiteral(std::string{trimmedBlanks(literal)}, when, selector);
        if (pieces->size() != 1)
            return refuse("several functions or texts make one value");
        translateCall(pieces->front().call, when, selector, depth);
    }

    void putLiteral(const std::string& text, const std::vector<SiteTest>& when, const SiteSelector& selector)
    {
        put(text.empty() ? SiteAction::Empty : SiteAction::Replace, when, selector, {}, text);
    }

    void translateCall(const CtpCall& call, const std::vector<SiteTest>& when, const SiteSelector& selector, int depth)
    {
        if (call.name == "if")
            return translateIf(call, when, selector, depth);
        if (call.name == "select") {
            auto top = selector;
            top.fromTop = true;
            translate(call.yes, when, top, depth + 1);
            return translate(call.no, when, selector, depth + 1);
        }
        const std::map<std::string_view, SiteAction> plain{
            {"remove", SiteAction::Remove}, {"keep", SiteAction::Keep},    {"empty", SiteAction::Empty},
            {"blank", SiteAction::Empty},   {"process", SiteAction::Keep}, {"require", SiteAction::Keep}};
        if (const auto found = plain.find(call.name); found != plain.end()) {
            if (call.name == "require")
                differ("an element that is not there is not added");
            return put(found->second, when, selector);
        }
        translateValue(call, when, selector);
    }

    /// Functions that make a value of an element's value.
    void translateValue(const CtpCall& call, const std::vector<SiteTest>& when, const SiteSelector& selector)
    {
        const auto& name = call.name;
        const std::string why = "@" + name;
        const auto at = name == "hashuid" || name == "hashptid" ? 1U : 0U;
        const bool isOfSelf = call.arguments.size() > at && isSelf(call.arguments[at]);
        if (name == "quarantine" || name == "skip")
            return refuse(why + " sets whole files aside: rules here are about elements");
        if (name == "time" || name == "date")
            return refuse(why + " puts the clock into the result, which would not be repeatable");
        if (!isOfSelf)
            return refuse(why + " makes the value from another element, or is not known here");
        if (name == "hashuid")
            return put(SiteAction::NewUid, when, selector);
        if (name == "incrementdate" || name == "hashdate") {
            differ("days are shifted by the key, per person, not by a number of the script");
            return put(SiteAction::ShiftDate, when, selector);
        }
        if (name == "hash" || name == "hashname" || name == "hashptid" || name == "lookup" || name == "integer")
            return putPseudonym(call, when, selector);
        if (name == "contents" || name == "value" || name == "truncate" || name == "modifydate")
            return translateText(call, when, selector);
        refuse(why + " has nothing like it here");
    }

    void putPseudonym(const CtpCall& call, const std::vector<SiteTest>& when, const SiteSelector& selector)
    {
        const auto tag = selector.steps.back().tag();
        if (tag != tags::patientId && tag != tags::patientName)
            return refuse("@" + call.name + " here is only for Patient ID and Patient's Name");
        differ(call.name == "lookup" ? "the pseudonym is made by the key; a table of pseudonyms goes to --patients"
                                     : "the pseudonym is made by the key of Safelight, so it is another one");
        put(SiteAction::Dummy, when, selector);
    }

    void translateText(const CtpCall& call, const std::vector<SiteTest>& when, const SiteSelector& selector)
    {
        const auto& arguments = call.arguments;
        if (call.name == "contents" && arguments.size() > 1) {
            const auto with = rewriteFromJava(arguments.size() > 2 ? arguments[2] : "");
            if (!with)
                return refuse("a replacement that RE2 has not");
            return put(SiteAction::Regex, when, selector, arguments[1], *with);
        }
        if (call.name == "truncate" && arguments.size() > 1)
            return putTruncation(arguments[1], when, selector);
        if (call.name == "modifydate")
            return putModifiedDate(call, when, selector);
        if (call.name == "value" && arguments.size() > 1)
            differ("an empty element stays empty");
        put(SiteAction::Keep, when, selector);
    }

    void putTruncation(const std::string& length, const std::vector<SiteTest>& when, const SiteSelector& selector)
    {
        int count = 0;
        const auto [end, error] = std::from_chars(length.data(), length.data() + length.size(), count);
        if (error != std::errc{} || end != length.data() + length.size() || std::abs(count) > 1000)
            return refuse("a length that is no number up to 1000");
        const auto kept = "(.{" + std::to_string(std::abs(count)) + "})";
        put(SiteAction::Regex, when, selector, count < 0 ? "^.*" + kept + "$" : "^" + kept + ".*$", "\\1");
    }

    void putModifiedDate(const CtpCall& call, const std::vector<SiteTest>& when, const SiteSelector& selector)
    {
        if (call.arguments.size() != 4)
            return refuse("@modifydate needs a year, a month and a day");
        std::string with;
        for (std::size_t i = 1; i <= 3; ++i) {
            const auto part = parameter(call.arguments[i]);
            const std::size_t width = i == 1 ? 4 : 2;
            const bool isNumber =
                !part.empty() && part.size() <= width && part.find_first_not_of("0123456789") == std::string::npos;
            if (part != "*" && !isNumber)
                return refuse("@modifydate with something that is neither * nor a number");
            with += part == "*" ? "\\" + std::to_string(i) : std::string(width - part.size(), '0') + part;
        }
        put(SiteAction::Regex, when, selector, "^(\\d{4})(\\d{2})(\\d{2})$", with);
    }

    void translateIf(const CtpCall& call, const std::vector<SiteTest>& when, const SiteSelector& selector, int depth)
    {
        auto test = testOf(call);
        if (!test)
            return refuse(test.error().where);
        for (const bool isElse : {false, true}) {
            auto conditions = when;
            test->negated = isElse;
            const bool isTwice = std::any_of(when.begin(), when.end(), [&](const SiteTest& each) {
                return each.ofThis == test->ofThis && each.element == test->element && each.kind == test->kind &&
                       each.negated == test->negated;
            });
            if (isTwice)
                return refuse("two conditions of one kind on one element");
            conditions.push_back(*test);
            translate(isElse ? call.no : call.yes, conditions, selector, depth + 1);
        }
    }

    Result<SiteTest> testOf(const CtpCall& call) const
    {
        const auto wrong = [](std::string words) { return Error{ErrorCode::Unsupported, std::move(words)}; };
        if (call.arguments.size() < 2)
            return wrong("@if without a condition");
        SiteTest test;
        test.ofThis = isSelf(call.arguments[0]);
        if (!test.ofThis) {
            auto name = call.arguments[0];
            if (name.starts_with("root:"))
                name.erase(0, name.find_first_not_of(':', 4));
            const auto element = stepFromText(elementName(name));
            if (!element)
                return wrong("the condition's element: " + element.error().where);
            test.element = *element;
        }
        const auto kind = asciiLowered(call.arguments[1]);
        if (kind == "exists" || kind == "isblank") {
            test.kind = kind == "exists" ? SiteTestKind::Exists : SiteTestKind::Empty;
            if (test.ofThis && test.kind == SiteTestKind::Exists)
                return wrong("asks whether the element itself is there: a missing one is not added");
            return test;
        }
        if (call.arguments.size() < 3 || (kind != "contains" && kind != "equals" && kind != "matches"))
            return wrong("the condition " + kind + " has nothing like it here");
        test.kind = kind == "contains" ? SiteTestKind::Contains
                    : kind == "equals" ? SiteTestKind::Equals
                                       : SiteTestKind::Matches;
        const auto value = call.arguments[2].starts_with('@') ? parameter(call.arguments[2]) : call.arguments[2];
        test.values = {kind == "matches" ? "^(?:" + value + ")$" : value};
        return test;
    }

    const CtpEntry& m_entry;
    const SiteSelector& m_selector;
    const std::map<std::string, std::string>& m_parameters;
    Outcome m_out;
};

/// The whole script.
class Script {
public:
    Imported run(const std::vector<CtpEntry>& entries)
    {
        for (const auto& entry : entries) {
            if (entry.kind == 'p')
                m_parameters[entry.target] = entry.text;
            m_keepsSafe = m_keepsSafe || (entry.kind == 'k' && entry.isOn && entry.target.starts_with("safe"));
        }
        for (const auto& entry : entries) {
            if (entry.kind == 'r' && entry.isOn && (entry.target == "overlays" || entry.target == "curves"))
                appendGroup(entry.target == "overlays" ? "(60xx,xxxx)" : "(50xx,xxxx)", SiteAction::Remove);
        }
        for (const auto& entry : entries)
            take(entry);
        finish();
        return m_importing.finish();
    }

private:
    static std::string shown(const CtpEntry& entry)
    {
        return std::string{entry.kind} + " " + entry.target + (entry.name.empty() ? "" : " " + entry.name) + ": " +
               entry.text;
    }

    void note(const CtpEntry& entry, ImportOutcome outcome, std::string words)
    {
        m_importing.note(entry.line, shown(entry), outcome, std::move(words));
    }

    void appendGroup(const std::string& pattern, SiteAction action)
    {
        SiteRule rule;
        rule.select = {*selectorFromText(pattern)};
        rule.action = action;
        if (!faultOf(rule)) // what is beyond rules is left alone anyway
            m_importing.append(std::move(rule));
    }

    void take(const CtpEntry& entry)
    {
        if (entry.kind == 'p')
            return note(entry, ImportOutcome::Inactive, "a parameter, put in where it is used");
        if (entry.kind == '?')
            return note(entry, ImportOutcome::NotTranslated, "not part of such a script");
        if (entry.kind == 'e')
            return takeElement(entry);
        if (!entry.isOn)
            return note(entry, ImportOutcome::Inactive, "switched off; the profile decides");
        entry.kind == 'k' ? takeKeep(entry) : takeRemove(entry);
    }

    void takeElement(const CtpEntry& entry)
    {
        if (!entry.isOn)
            return note(entry, ImportOutcome::Inactive, "switched off; the profile decides");
        const auto selector = selectorFromText(elementName(entry.target));
        if (!selector)
            return note(entry, ImportOutcome::NotTranslated, selector.error().where);
        auto outcome = Translation{entry, *selector, m_parameters}.run();
        const bool isMade = outcome.refusal.empty() &&
                            m_importing.add(entry.line, shown(entry), std::move(outcome.rules), outcome.difference);
        if (!outcome.refusal.empty())
            note(entry, ImportOutcome::NotTranslated, outcome.refusal);
        if (!isMade)
            m_keptGroups.push_back(toText(*selector)); // named by the script, so not among what it does not name
    }

    void takeKeep(const CtpEntry& entry)
    {
        if (entry.target.starts_with("safe")) {
            m_importing.addOption("retain-safe-private");
            return note(entry, ImportOutcome::Changed,
                        "Table E.3.10-1 of PS3.15 says what is safe, not CTP's own list");
        }
        const auto pattern = "(" + entry.target + ",xxxx)";
        if (!selectorFromText(pattern))
            return note(entry, ImportOutcome::NotTranslated, "not a group of four hexadecimal digits");
        m_keptGroups.push_back(pattern);
        note(entry, ImportOutcome::Changed, "what is not named in this group is left to the profile, not just kept");
    }

    void takeRemove(const CtpEntry& entry)
    {
        if (entry.target == "overlays" || entry.target == "curves")
            return note(entry, ImportOutcome::Translated, {});
        if (entry.target == "privategroups") {
            m_removesPrivate = !m_keepsSafe;
            return note(entry, m_keepsSafe ? ImportOutcome::Changed : ImportOutcome::Translated,
                        m_keepsSafe ? "left to the profile, which keeps safe ones" : "");
        }
        if (entry.target == "unspecifiedelements") {
            m_removesRest = true;
            return note(entry, ImportOutcome::Changed,
                        "what the object requires gets a dummy; UIDs of study and instance are left to the profile");
        }
        note(entry, ImportOutcome::NotTranslated, "nobody knows this kind of elements");
    }

    void finish()
    {
        if (m_removesPrivate)
            appendGroup("private", SiteAction::Remove);
        if (!m_removesRest)
            return;
        m_keptGroups.insert(m_keptGroups.end(), {"SOPInstanceUID", "StudyInstanceUID", "(0028,xxxx)"});
        if (!m_removesPrivate)
            m_keptGroups.emplace_back("private");
        for (const auto& pattern : m_keptGroups)
            appendGroup(pattern, SiteAction::Profile);
        appendGroup("everything", SiteAction::Remove);
    }

    Importing m_importing{"ctp", "From a script of CTP"};
    std::map<std::string, std::string> m_parameters;
    std::vector<std::string> m_keptGroups;
    bool m_keepsSafe = false, m_removesPrivate = false, m_removesRest = false;
};

}

Result<Imported> importCtp(std::string_view text)
{
    const auto entries = readCtpScript(text);
    if (!entries)
        return entries.error();
    return Script{}.run(*entries);
}

}
