// SPDX-License-Identifier: Apache-2.0
#include "engine/profile/site_match.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <unordered_map>

namespace engine::profile {

namespace {

constexpr std::int64_t mostMemory = 1 << 20; // of one compiled expression

using Expression = std::unique_ptr<RE2>;

Expression compiled(const std::string& pattern, bool ignoreCase)
{
    RE2::Options options;
    options.set_log_errors(false);
    options.set_max_mem(mostMemory);
    options.set_case_sensitive(!ignoreCase);
    return std::make_unique<RE2>(pattern, options);
}

std::string_view trimmed(std::string_view text)
{
    const auto first = text.find_first_not_of(' ');
    const auto last = text.find_last_not_of(' ');
    return first == std::string_view::npos ? std::string_view{} : text.substr(first, last - first + 1);
}

std::string lowered(std::string_view text)
{
    std::string result{trimmed(text)};
    std::transform(result.begin(), result.end(), result.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return result;
}

std::vector<std::string> valuesOf(std::string_view text)
{
    std::vector<std::string> values;
    while (true) {
        const auto end = text.find('\\');
        values.emplace_back(text.substr(0, end));
        if (end == std::string_view::npos)
            return values;
        text.remove_prefix(end + 1);
    }
}

bool stepFits(const SiteStep& step, dicom::Tag tag, std::string_view creator)
{
    const auto number = std::uint32_t{tag.group} << 16U | tag.element;
    constexpr std::uint32_t block = 0x0000FF00U;
    const auto mask = step.creator.empty() ? step.mask : step.mask & ~block;
    if ((number & mask) != (step.value & mask))
        return false;
    return step.creator.empty() || (tag.isPrivate() && trimmed(creator) == step.creator);
}

bool isTextual(std::string_view vr)
{
    constexpr std::array<std::string_view, 17> textual{"AE", "AS", "CS", "DA", "DS", "DT", "IS", "LO", "LT",
                                                       "PN", "SH", "ST", "TM", "UC", "UI", "UR", "UT"};
    return std::find(textual.begin(), textual.end(), vr) != textual.end();
}

bool isProse(std::string_view vr)
{
    constexpr std::array<std::string_view, 7> prose{"LO", "LT", "PN", "SH", "ST", "UC", "UT"};
    return std::find(prose.begin(), prose.end(), vr) != prose.end();
}

bool isOneText(std::string_view vr)
{
    return vr == "LT" || vr == "ST" || vr == "UT" || vr == "UR";
}

/// A test made ready.
struct Test {
    const SiteTest* source;
    std::vector<std::string> values; ///< in lower case
    std::vector<Expression> expressions;

    bool meets(const std::string& value) const
    {
        if (source->kind == SiteTestKind::Matches)
            return std::any_of(expressions.begin(), expressions.end(),
                               [&](const Expression& each) { return RE2::PartialMatch(value, *each); });
        const auto text = lowered(value);
        return std::any_of(values.begin(), values.end(), [&](const std::string& wanted) {
            return source->kind == SiteTestKind::Equals ? text == wanted : text.find(wanted) != std::string::npos;
        });
    }

    bool plainly(const dicom::Element* element) const
    {
        if (source->kind == SiteTestKind::Exists)
            return element != nullptr;
        const bool isEmpty = !element || (trimmed(element->value).empty() && element->length == element->value.size() &&
                                          element->items.empty());
        if (source->kind == SiteTestKind::Empty)
            return isEmpty;
        if (!element)
            return false;
        const auto all = valuesOf(element->value);
        return meets(element->value) ||
               (all.size() > 1 && std::any_of(all.begin(), all.end(), [&](const auto& one) { return meets(one); }));
    }

    bool holds(const dicom::Element* element) const { return plainly(element) != source->negated; }
};

struct Selector {
    const SiteSelector* source;
    Expression keyword;
};

struct Rule {
    std::vector<Selector> select;
    std::vector<Test> ofFile, ofThis;
    Expression find;
};

bool pathFits(const SiteSelector& selector, const dicom::TagPath& path)
{
    const auto& steps = selector.steps;
    if (steps.size() > path.size() || (selector.fromTop && steps.size() != path.size()))
        return false;
    const auto offset = path.size() - steps.size();
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const auto& at = path[offset + i];
        const bool isLast = i + 1 == steps.size();
        if (!stepFits(steps[i], at.tag, at.creator) || (!isLast && steps[i].item >= 0 && steps[i].item != at.item))
            return false;
    }
    return true;
}

bool selectorFits(const Selector& selector, const dicom::Element& element, const dicom::TagPath& path)
{
    const auto& source = *selector.source;
    if (source.onlyPrivate && !element.tag.isPrivate())
        return false;
    if (!source.vr.empty() && source.vr != element.vr)
        return false;
    if (selector.keyword && (element.keyword.empty() || !RE2::PartialMatch(element.keyword, *selector.keyword)))
        return false;
    return pathFits(source, path);
}

/// Nothing when all is well.
std::optional<std::string> fault(const SiteRule& rule, const Rule& ready)
{
    const auto isBad = [](const Expression& each) { return each && !each->ok(); };
    for (std::size_t i = 0; i < rule.select.size(); ++i) {
        if (rule.select[i].steps.empty() || isBad(ready.select[i].keyword))
            return "selection";
    }
    for (const auto* tests : {&ready.ofFile, &ready.ofThis}) {
        for (const auto& test : *tests) {
            if (std::any_of(test.expressions.begin(), test.expressions.end(), isBad))
                return "condition";
        }
    }
    std::string why;
    if (isBad(ready.find) || (ready.find && !ready.find->CheckRewriteString(rule.with, &why)))
        return "regular expression";
    return rule.select.empty() ? std::optional<std::string>{"selection"} : std::nullopt;
}

}

struct SiteMatch::Store {
    SiteRules rules;
    std::vector<Rule> ready;
    std::unordered_map<std::uint32_t, std::vector<std::size_t>> byTag; ///< rules that can fit that last tag alone
    std::vector<std::size_t> anyTag;                                   ///< rules with a selector of several tags

    Rule make(const SiteRule& rule)
    {
        Rule made;
        for (const auto& selector : rule.select)
            made.select.push_back({&selector, selector.keyword.empty() ? nullptr : compiled(selector.keyword, true)});
        for (const auto& test : rule.when) {
            Test readyTest{&test, {}, {}};
            for (const auto& value : test.values) {
                if (test.kind == SiteTestKind::Matches)
                    readyTest.expressions.push_back(compiled(value, false));
                else
                    readyTest.values.push_back(lowered(value));
            }
            (test.ofThis ? made.ofThis : made.ofFile).push_back(std::move(readyTest));
        }
        if (rule.action == SiteAction::Regex)
            made.find = compiled(rule.find, false);
        return made;
    }

    void index(std::size_t number)
    {
        const auto& select = rules.rules[number].select;
        const bool isExact = std::all_of(select.begin(), select.end(), [](const SiteSelector& selector) {
            return !selector.steps.empty() && selector.steps.back().isOneTag();
        });
        if (!isExact) {
            anyTag.push_back(number);
            return;
        }
        for (const auto& selector : select) {
            auto& list = byTag[selector.steps.back().value];
            if (list.empty() || list.back() != number)
                list.push_back(number);
        }
    }

    bool fits(std::size_t number, const dicom::Element& element, const dicom::TagPath& path) const
    {
        const auto& rule = ready[number];
        return std::any_of(rule.select.begin(), rule.select.end(),
                           [&](const Selector& each) { return selectorFits(each, element, path); }) &&
               std::all_of(rule.ofThis.begin(), rule.ofThis.end(),
                           [&](const Test& test) { return test.holds(&element); });
    }

    /// The lowest of the numbers that fits and is below `limit`.
    std::size_t first(const std::vector<std::size_t>& numbers, std::size_t limit, const dicom::Element& element,
                      const dicom::TagPath& path, const FileFacts& facts) const
    {
        for (const auto number : numbers) {
            if (number >= limit)
                break;
            if (facts.holds[number] && fits(number, element, path))
                return number;
        }
        return limit;
    }
};

SiteMatch::SiteMatch(std::unique_ptr<Store> store) : m_store{std::move(store)} {}
SiteMatch::SiteMatch(SiteMatch&&) noexcept = default;
SiteMatch& SiteMatch::operator=(SiteMatch&&) noexcept = default;
SiteMatch::~SiteMatch() = default;

Result<SiteMatch> SiteMatch::create(const SiteRules& rules)
{
    auto store = std::make_unique<Store>();
    store->rules = rules;
    for (std::size_t i = 0; i < store->rules.rules.size(); ++i) {
        store->ready.push_back(store->make(store->rules.rules[i]));
        if (const auto wrong = fault(store->rules.rules[i], store->ready.back()))
            return Error{ErrorCode::BadArgument, "site rule " + std::to_string(i + 1) + ": " + *wrong};
        store->index(i);
    }
    return SiteMatch{std::move(store)};
}

FileFacts SiteMatch::factsOf(const dicom::Tree& file) const
{
    const auto found = [&](const SiteStep& step) -> const dicom::Element* {
        for (const auto* elements : {&file.elements, &file.meta}) {
            for (const auto& element : *elements) {
                if (stepFits(step, element.tag, element.creator))
                    return &element;
            }
        }
        return nullptr;
    };
    FileFacts facts;
    for (const auto& rule : m_store->ready)
        facts.holds.push_back(std::all_of(rule.ofFile.begin(), rule.ofFile.end(),
                                          [&](const Test& test) { return test.holds(found(test.source->element)); }));
    return facts;
}

const SiteRule* SiteMatch::match(const dicom::Element& element, const dicom::TagPath& path,
                                 const FileFacts& facts) const
{
    if (isBeyondRules(element.tag) || path.empty())
        return nullptr;
    const auto& rules = m_store->rules.rules;
    auto number = m_store->first(m_store->anyTag, rules.size(), element, path, facts);
    const auto exact = m_store->byTag.find(std::uint32_t{element.tag.group} << 16U | element.tag.element);
    if (exact != m_store->byTag.end())
        number = m_store->first(exact->second, number, element, path, facts);
    if (number == rules.size() || rules[number].action == SiteAction::Profile)
        return nullptr;
    return &rules[number];
}

std::string SiteMatch::reasonOf(const SiteRule& rule) const
{
    const auto number = &rule - m_store->rules.rules.data() + 1;
    return "site rule " + std::to_string(number) + (rule.name.empty() ? "" : ": " + rule.name);
}

std::optional<std::string> SiteMatch::newValue(const SiteRule& rule, const dicom::Element& element) const
{
    std::string value = rule.with;
    if (rule.action == SiteAction::Regex) {
        const bool isHere = element.length == 0 || !element.value.empty();
        if (!isTextual(element.vr) || !element.decodable || !isHere)
            return std::nullopt;
        const auto& find = *m_store->ready[static_cast<std::size_t>(&rule - m_store->rules.rules.data())].find;
        value.clear();
        auto values = isOneText(element.vr) ? std::vector{element.value} : valuesOf(element.value);
        for (std::size_t i = 0; i < values.size(); ++i) {
            RE2::GlobalReplace(&values[i], find, rule.with);
            value += (i > 0 ? "\\" : "") + values[i];
        }
    }
    if (!isValidFor(element.vr, value))
        return std::nullopt;
    return value;
}

bool SiteMatch::canMean(SiteAction action, const dicom::Element& element)
{
    switch (action) {
    case SiteAction::NewUid:
        return element.vr == "UI";
    case SiteAction::ShiftDate:
        return element.vr == "DA" || element.vr == "DT" || element.vr == "TM";
    case SiteAction::Clean:
        return element.vr == "SQ" || isProse(element.vr);
    case SiteAction::Replace:
    case SiteAction::Regex:
        return isValidFor(element.vr, "") || isValidFor(element.vr, "0");
    case SiteAction::Keep:
    case SiteAction::Remove:
    case SiteAction::Empty:
    case SiteAction::Dummy:
    case SiteAction::Profile:
        return true;
    }
    return true;
}

bool SiteMatch::listsCreator(std::string_view creator) const
{
    const auto& list = m_store->rules.safePrivate;
    return std::any_of(list.begin(), list.end(),
                       [&](const SiteStep& step) { return step.creator == trimmed(creator); });
}

bool SiteMatch::isSafePrivate(const dicom::Element& element) const
{
    const auto& list = m_store->rules.safePrivate;
    return element.tag.isPrivate() && std::any_of(list.begin(), list.end(), [&](const SiteStep& step) {
               return !step.creator.empty() && stepFits(step, element.tag, element.creator);
           });
}

}
