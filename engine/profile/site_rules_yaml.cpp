// SPDX-License-Identifier: Apache-2.0
#include "engine/profile/site_rules_yaml.h"

#include "engine/base/atomic_file.h"
#include "engine/profile/rules.h"
#include "engine/profile/site_names.h"
#include "engine/profile/yaml_reader.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <map>

namespace engine::profile {

namespace {

constexpr std::size_t longestName = 80, longestText = 10240, mostRules = 5000, mostFaults = 100;

using Kind = YamlNode::Kind;

const std::vector<std::pair<std::string_view, SiteAction>>& actionsByName()
{
    static const auto all = [] {
        std::vector<std::pair<std::string_view, SiteAction>> names;
        for (const auto action : {SiteAction::Remove, SiteAction::Empty, SiteAction::Dummy, SiteAction::Keep,
                                  SiteAction::Clean, SiteAction::NewUid, SiteAction::ShiftDate, SiteAction::Profile})
            names.emplace_back(nameOf(action), action);
        return names;
    }();
    return all;
}

class Reader : private YamlReader {
public:
    SiteRulesReading run(const YamlNode& root)
    {
        bool hasName = false;
        const YamlNode* options = nullptr;
        readKeys(
            root, "a file of rules",
            {{"name",
              [&](const YamlNode& node) {
                  hasName = true;
                  m_rules.name = textOf(node, longestName);
              }},
             {"based-on",
              [&](const YamlNode& node) { m_rules.basedOn = oneOf(node, "shipped profile", shippedProfileNames()); }},
             {"options",
              [&](const YamlNode& node) {
                  options = &node;
                  readOptions(node);
              }},
             {"trust-safe-claims", [&](const YamlNode& node) { m_rules.trustSafeClaims = truthOf(node); }},
             {"days-back", [&](const YamlNode& node) { readDaysBack(node); }},
             {"safe-private", [&](const YamlNode& node) { readSafePrivate(node); }},
             {"rules", [&](const YamlNode& node) { readRules(node); }}});
        if (root.kind == Kind::Map && !hasName)
            fault(root, "the rules need a name");
        if (options && faults().empty())
            checkOptions(*options);
        auto sorted = faults();
        std::stable_sort(sorted.begin(), sorted.end(), [](const TextFault& one, const TextFault& other) {
            return std::pair{one.line, one.column} < std::pair{other.line, other.column};
        });
        return {std::move(m_rules), std::move(sorted)};
    }

private:
    void readOptions(const YamlNode& node)
    {
        if (node.kind != Kind::List)
            return fault(node, "a list of options is needed: [retain-uids, ...]");
        for (const auto& item : node.items) {
            const auto name = oneOf(item, "option", optionNames());
            auto& options = m_rules.options;
            if (std::find(options.begin(), options.end(), name) != options.end())
                fault(item, inQuotes(name) + " stands here twice");
            else if (!name.empty())
                options.push_back(name);
        }
    }

    void checkOptions(const YamlNode& node)
    {
        const auto legal = check({m_rules.basedOn, m_rules.options});
        if (!legal && legal.error().code == ErrorCode::BadArgument)
            fault(node, "not together: " + legal.error().where);
    }

    void readDaysBack(const YamlNode& node)
    {
        constexpr const char* wanted = "two numbers of days are needed, at least 60 days in all and at most 3650 back: "
                                       "[1, 3650]";
        if (node.kind != Kind::List || node.items.size() != 2)
            return fault(node, wanted);
        std::array<int, 2> days{};
        for (std::size_t i = 0; i < days.size(); ++i) {
            const auto text = textOf(node.items[i], longestText);
            const auto parsed = std::from_chars(text.data(), text.data() + text.size(), days[i]);
            if (parsed.ec != std::errc{} || parsed.ptr != text.data() + text.size())
                return fault(node.items[i], wanted);
        }
        Rules range;
        range.fewestDaysBack = days[0];
        range.mostDaysBack = days[1];
        if (!check(range))
            return fault(node, wanted);
        m_rules.fewestDaysBack = days[0];
        m_rules.mostDaysBack = days[1];
    }

    void readSafePrivate(const YamlNode& node)
    {
        if (node.kind != Kind::List)
            return fault(node, "a list of private elements is needed: [\"(0019,xx0C){CREATOR}\", ...]");
        for (const auto& item : node.items) {
            const auto text = textOf(item, longestText);
            if (text.empty())
                continue;
            const auto step = stepFromText(text);
            if (!step)
                fault(item, step.error().where);
            else if (step->creator.empty())
                fault(item, "a private element with its creator is needed: (0019,xx0C){CREATOR}");
            else
                m_rules.safePrivate.push_back(*step);
        }
    }

    void readRules(const YamlNode& node)
    {
        if (node.kind != Kind::List)
            return fault(node, "a list of rules is needed, each beginning with \"- select:\"");
        if (node.items.size() > mostRules)
            return fault(node, "more than " + std::to_string(mostRules) + " rules");
        for (const auto& item : node.items)
            readRule(item);
    }

    void readRule(const YamlNode& node)
    {
        SiteRule rule;
        std::vector<std::string_view> does;
        const YamlNode* selectNode = nullptr;
        const YamlNode* actionNode = &node;
        const auto action = [&](std::string_view key, const YamlNode& value) {
            does.push_back(key);
            actionNode = &value;
        };
        readKeys(node, "a rule",
                 {{"name", [&](const YamlNode& value) { rule.name = textOf(value, longestName); }},
                  {"select",
                   [&](const YamlNode& value) {
                       selectNode = &value;
                       readSelect(value, rule);
                   }},
                  {"when", [&](const YamlNode& value) { readWhen(value, rule); }},
                  {"do",
                   [&](const YamlNode& value) {
                       action("do", value);
                       readAction(value, rule);
                   }},
                  {"replace",
                   [&](const YamlNode& value) {
                       action("replace", value);
                       rule.action = SiteAction::Replace;
                       rule.with = textOf(value, longestText);
                   }},
                  {"regex", [&](const YamlNode& value) {
                       action("regex", value);
                       readRegex(value, rule);
                   }}});
        if (node.kind != Kind::Map)
            return;
        if (!selectNode)
            fault(node, "the rule does not say which elements: select");
        if (does.size() != 1)
            fault(node, does.empty() ? "the rule does not say what to do: do, replace or regex"
                                     : "one of do, replace and regex, not several");
        else if (selectNode)
            checkTogether(rule, *selectNode, *actionNode);
        m_rules.rules.push_back(std::move(rule));
    }

    void readSelect(const YamlNode& node, SiteRule& rule)
    {
        for (const auto* one : oneOrMany(node, "an element")) {
            if (faults().size() >= mostFaults)
                return; // looking for what was meant takes its time
            if (one->kind == Kind::Map) {
                readLongSelect(*one, rule);
                continue;
            }
            const auto text = textOf(*one, longestText);
            if (text.empty())
                continue;
            const auto selector = selectorFromText(text);
            if (!selector)
                fault(*one, selector.error().where);
            else if (isSingleBeyond(*selector))
                fault(*one, text + " is beyond rules: the file or the evidence of cleaning stands on it");
            else
                rule.select.push_back(*selector);
        }
    }

    static bool isSingleBeyond(const SiteSelector& selector)
    {
        return selector.steps.back().isOneTag() && isBeyondRules(selector.steps.back().tag());
    }

    void readLongSelect(const YamlNode& node, SiteRule& rule)
    {
        auto selector = everything();
        std::string creator;
        const auto element = [&](const YamlNode& value) {
            const auto text = textOf(value, longestText);
            const auto read = selectorFromText(text);
            if (!read && !text.empty())
                fault(value, read.error().where);
            if (!read)
                return;
            selector.steps = read->steps;
            selector.fromTop = read->fromTop;
            selector.onlyPrivate = selector.onlyPrivate || read->onlyPrivate;
        };
        readKeys(node, "select",
                 {{"element", element},
                  {"creator", [&](const YamlNode& value) { creator = textOf(value, 64); }},
                  {"vr", [&](const YamlNode& value) { selector.vr = representationOf(value); }},
                  {"keyword-matches", [&](const YamlNode& value) { selector.keyword = patternOf(value); }},
                  {"private",
                   [&](const YamlNode& value) { selector.onlyPrivate = truthOf(value) || selector.onlyPrivate; }}});
        if (!creator.empty() && selector.steps.back().creator.empty()) {
            selector.steps.back().creator = creator;
            selector.steps.back().mask &= 0xFFFF00FFU;
            selector.steps.back().value &= selector.steps.back().mask;
            selector.onlyPrivate = true;
        }
        if (node.pairs.empty())
            fault(node, "select says nothing; for all elements write \"everything\"");
        else if (isSingleBeyond(selector))
            fault(node, "beyond rules: the file or the evidence of cleaning stands on it");
        rule.select.push_back(std::move(selector));
    }

    std::string representationOf(const YamlNode& node)
    {
        constexpr std::string_view all =
            "AE AS AT CS DA DS DT FD FL IS LO LT OB OD OF OL OV OW PN SH SL SQ SS ST SV TM UC UI "
            "UL UN UR US UT UV";
        const auto vr = textOf(node, longestName);
        if (!vr.empty() &&
            (vr.size() != 2 || vr.find(' ') != std::string::npos || all.find(vr) == std::string_view::npos))
            fault(node, inQuotes(vr) + " is no VR; there are: " + std::string{all});
        return vr;
    }

    void readWhen(const YamlNode& node, SiteRule& rule)
    {
        if (node.kind != Kind::Map)
            return fault(node, "conditions are needed, as modality: CT, not " + std::string{kindInWords(node)});
        const std::map<std::string_view, std::string_view> words{{"modality", "Modality"},
                                                                 {"sop-class", "SOPClassUID"},
                                                                 {"manufacturer", "Manufacturer"},
                                                                 {"model", "ManufacturerModelName"}};
        if (node.pairs.empty())
            fault(node, "when has no condition");
        for (const auto& [key, value] : node.pairs) {
            SiteTest test;
            test.ofThis = key.text == "this";
            const auto word = words.find(key.text);
            const auto element = stepFromText(word == words.end() ? std::string_view{key.text} : word->second);
            if (!test.ofThis && !element) {
                fault(key, element.error().where +
                               "; a condition is on modality, sop-class, manufacturer, model, this, "
                               "or an element of the data set by keyword or tag");
                continue;
            }
            test.element = test.ofThis ? SiteStep{} : *element;
            readTests(value, test, rule);
        }
    }

    void readTests(const YamlNode& node, const SiteTest& of, SiteRule& rule)
    {
        if (node.kind != Kind::Map)
            return addTest(node, of, SiteTestKind::Equals, false, rule);
        if (node.pairs.empty())
            fault(node, "the condition says nothing");
        const auto values = [&](SiteTestKind kind, bool negated) {
            return
                [this, &of, &rule, kind, negated](const YamlNode& value) { addTest(value, of, kind, negated, rule); };
        };
        const auto truth = [&](SiteTestKind kind) {
            return [this, &of, &rule, kind](const YamlNode& value) {
                auto test = of;
                test.kind = kind;
                test.negated = !truthOf(value);
                rule.when.push_back(std::move(test));
            };
        };
        readKeys(node, "a condition",
                 {{"equals", values(SiteTestKind::Equals, false)},
                  {"contains", values(SiteTestKind::Contains, false)},
                  {"matches", values(SiteTestKind::Matches, false)},
                  {"not-equals", values(SiteTestKind::Equals, true)},
                  {"not-contains", values(SiteTestKind::Contains, true)},
                  {"not-matches", values(SiteTestKind::Matches, true)},
                  {"exists", truth(SiteTestKind::Exists)},
                  {"empty", truth(SiteTestKind::Empty)}});
    }

    void addTest(const YamlNode& node, SiteTest test, SiteTestKind kind, bool negated, SiteRule& rule)
    {
        test.kind = kind;
        test.negated = negated;
        for (const auto* one : oneOrMany(node, "a value"))
            test.values.push_back(kind == SiteTestKind::Matches ? patternOf(*one) : textOf(*one, longestText));
        rule.when.push_back(std::move(test));
    }

    void readAction(const YamlNode& node, SiteRule& rule)
    {
        std::vector<std::string_view> names;
        for (const auto& [word, action] : actionsByName())
            names.push_back(word);
        const auto name = oneOf(node, "action", names);
        for (const auto& [word, action] : actionsByName()) {
            if (word == name)
                rule.action = action;
        }
    }

    void readRegex(const YamlNode& node, SiteRule& rule)
    {
        rule.action = SiteAction::Regex;
        bool hasFind = false, hasWith = false;
        readKeys(node, "regex",
                 {{"find",
                   [&](const YamlNode& value) {
                       hasFind = true;
                       rule.find = patternOf(value);
                   }},
                  {"with", [&](const YamlNode& value) {
                       hasWith = true;
                       rule.with = textOf(value, longestText, true);
                       checkRewrite(value, rule);
                   }}});
        if (node.kind == Kind::Map && (!hasFind || !hasWith))
            fault(node, "regex needs find and with (empty, \"\", to take out)");
    }

    void checkRewrite(const YamlNode& node, const SiteRule& rule)
    {
        RE2::Options options;
        options.set_log_errors(false);
        const RE2 compiled{rule.find, options};
        std::string why;
        if (compiled.ok() && !compiled.CheckRewriteString(rule.with, &why))
            fault(node, "not what RE2 can put in: " + why);
    }

    /// What selection and action must agree on.
    void checkTogether(const SiteRule& rule, const YamlNode& select, const YamlNode& action)
    {
        for (const auto& selector : rule.select) {
            checkRepresentation(rule, selector, action);
            const auto& last = selector.steps.back();
            const bool isOdd = selector.onlyPrivate || ((last.mask & last.value) & 0x00010000U) != 0;
            if (leavesSomething(rule.action) && isOdd && last.creator.empty())
                fault(select, "of private elements something is kept only by creator, since blocks differ from file to "
                              "file: (0029,xx10){CREATOR}");
            const bool isAny = last.mask == 0 && last.creator.empty() && selector.keyword.empty();
            if (rule.action == SiteAction::Keep && isAny && !isOdd)
                fault(select, "keeping everything is no rule: select what is to stay");
        }
    }

    void checkRepresentation(const SiteRule& rule, const SiteSelector& selector, const YamlNode& action)
    {
        const auto vr = vrOf(selector);
        if (vr.empty() || vr.size() != 2)
            return;
        const auto is = [vr](std::string_view list) { return list.find(vr) != std::string_view::npos; };
        const auto named =
            toText(selector).empty() ? "VR " + std::string{vr} : toText(selector) + " (VR " + std::string{vr} + ")";
        if (rule.action == SiteAction::NewUid && vr != "UI")
            fault(action, "new-uid is for elements of VR UI, not for " + named);
        if (rule.action == SiteAction::ShiftDate && !is("DA DT TM"))
            fault(action, "shift-date is for elements of VR DA, DT and TM, not for " + named);
        if (rule.action == SiteAction::Clean && !is("LO LT PN SH ST UC UT SQ"))
            fault(action, "clean is for texts and sequences, not for " + named);
        if (rule.action == SiteAction::Regex && !is("AE AS CS DA DS DT IS LO LT PN SH ST TM UC UI UR UT"))
            fault(action, "regex is for texts, not for " + named);
        if (rule.action == SiteAction::Replace && !rule.with.empty() && !isValidFor(vr, rule.with))
            fault(action, inQuotes(rule.with) + " cannot stand in " + named);
    }

    SiteRules m_rules;
};

}

SiteRulesReading readSiteRules(std::string_view text)
{
    const auto yaml = readYaml(text);
    if (!yaml.faults.empty())
        return {{}, yaml.faults};
    return Reader{}.run(yaml.root);
}

Result<SiteRules> siteRulesFromFile(const std::string& path)
{
    const auto bytes = readFile(path, longestRulesFile);
    if (!bytes)
        return bytes.error();
    auto reading = readSiteRules(textOf(*bytes));
    if (reading.faults.empty())
        return std::move(reading.rules);
    const auto& first = reading.faults.front();
    const auto more = reading.faults.size() - 1;
    return Error{ErrorCode::BadArgument, path + ':' + std::to_string(first.line) + ':' + std::to_string(first.column) +
                                             ": " + first.words +
                                             (more > 0 ? " (and " + std::to_string(more) + " more)" : "")};
}

const std::vector<std::string_view>& shippedProfileNames()
{
    static const std::vector<std::string_view> names{"basic", "public", "keep-most"};
    return names;
}

const std::vector<std::string_view>& optionNames()
{
    static const std::vector<std::string_view> names{"retain-uids",
                                                     "retain-device-identity",
                                                     "retain-institution-identity",
                                                     "retain-patient-characteristics",
                                                     "retain-full-dates",
                                                     "retain-modified-dates",
                                                     "clean-descriptors",
                                                     "clean-structured-content",
                                                     "clean-graphics",
                                                     "clean-pixel-data",
                                                     "clean-recognizable-visual-features",
                                                     "retain-safe-private"};
    return names;
}

}
