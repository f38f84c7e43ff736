// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/schema.h"

#include "core/config/schema/tables.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <set>
#include <vector>

namespace poolscope::config {

namespace {

using schema::blockForm;

constexpr std::array<Form, 1> apiForm = blockForm(schema::api);
constexpr std::array<Form, 1> dataForm = blockForm(schema::data);
constexpr std::array<Form, 1> loadForm = blockForm(schema::load);
constexpr std::array<Form, 1> metricsForm = blockForm(schema::metrics);
constexpr std::array<Form, 1> reportForm = blockForm(schema::report);
constexpr std::array<Form, 1> storageForm = blockForm(schema::storage);
constexpr std::array<Form, 1> serverForm = blockForm(schema::server);
constexpr std::array<Form, 1> tokenizerForm = blockForm(schema::tokenizer);
constexpr std::array<Form, 1> breakerForm = blockForm(schema::circuitBreaker);
constexpr std::array<Form, 1> breakerList = schema::listForm(breakerForm);

constexpr std::array<Field, 9> rootFields{ {
    { .key = "api", .forms = apiForm, .standard = "{}", .help = "Kind of API and its headers." },
    { .key = "data", .forms = dataForm, .standard = "{}", .help = "What the requests say." },
    { .key = "load", .forms = loadForm, .standard = "{}", .help = "When the requests are sent." },
    { .key = "metrics",
        .forms = metricsForm,
        .isNullable = true,
        .help = "Where the server's own metrics are collected." },
    { .key = "report",
        .forms = reportForm,
        .standard = "{}",
        .help = "Which reports are written." },
    { .key = "storage",
        .forms = storageForm,
        .standard = "{}",
        .isNullable = true,
        .help = "Where reports are written to." },
    { .key = "server", .forms = serverForm, .isNullable = true, .help = "Where requests go." },
    { .key = "tokenizer",
        .forms = tokenizerForm,
        .isNullable = true,
        .help = "How tokens are counted." },
    { .key = "circuit_breakers",
        .forms = breakerList,
        .isNullable = true,
        .help = "Conditions that stop a run." },
} };

constexpr std::array<FormerKey, 1> formerKeys{ { { "vllm", "server" } } };

constinit const Block root{ "Config", "the document", rootFields, formerKeys };

/// "1 or more", "above 0, at most 1000", "from 0 to 1".
std::string describe(const Limits& limits)
{
    const bool hasMin = std::isfinite(limits.min);
    const bool hasMax = std::isfinite(limits.max);
    const auto number = [](double value) {
        constexpr double large = 1e10;
        std::string text
            = std::fabs(value) < large ? fmt::format("{:.15g}", value) : fmt::format("{:g}", value);
        text.erase(std::remove(text.begin(), text.end(), '+'), text.end());
        return text;
    };
    if (hasMin && hasMax && !limits.excludesMin && !limits.excludesMax)
        return "from " + number(limits.min) + " to " + number(limits.max);
    std::string text;
    if (hasMin)
        text = limits.excludesMin ? "above " + number(limits.min) : number(limits.min) + " or more";
    if (hasMax)
        text += (text.empty() ? "" : ", ") + std::string(limits.excludesMax ? "below " : "at most ")
            + number(limits.max);
    return text;
}

void addPlaces(
    const Block& block, const Path& path, std::vector<Place>& found, std::set<Path>& seen)
{
    for (const Field& field : block.fields) {
        const Path place = child(path, field.key);
        if (seen.insert(place).second)
            found.push_back({ place, &field, &block });
        for (const Form& form : field.forms) {
            if (form.block)
                addPlaces(*form.block, place, found, seen);
            for (const Form& item : form.items)
                if (item.block)
                    addPlaces(*item.block, place, found, seen);
        }
    }
}

std::string joined(std::span<const std::string_view> names)
{
    return fmt::format("{}", fmt::join(names, ", "));
}

} // namespace

bool Limits::admit(double value) const
{
    if (mustBeFinite && !std::isfinite(value))
        return false;
    if (std::isnan(value))
        return min == -std::numeric_limits<double>::infinity();
    return (excludesMin ? value > min : value >= min) && (excludesMax ? value < max : value <= max);
}

Limits narrowed(const Limits& a, const Limits& b)
{
    Limits both = a;
    if (b.min > both.min || (b.min == both.min && b.excludesMin)) {
        both.min = b.min;
        both.excludesMin = b.excludesMin;
    }
    if (b.max < both.max || (b.max == both.max && b.excludesMax)) {
        both.max = b.max;
        both.excludesMax = b.excludesMax;
    }
    return both;
}

const Field* Block::find(std::string_view key) const
{
    const auto found = std::find_if(fields.begin(), fields.end(), [&](const Field& field) {
        return field.key == key || (!field.alias.empty() && field.alias == key);
    });
    return found != fields.end() ? &*found : nullptr;
}

const Block& rootBlock()
{
    return root;
}

const Field* fieldAt(const Path& path)
{
    const auto start = blockForm(root);
    std::vector<Form> forms(start.begin(), start.end());
    const Field* field = nullptr;
    for (const auto& part : path) {
        const Field* found = nullptr;
        std::vector<Form> next;
        for (const Form& form : forms) {
            const Field* member = form.block ? form.block->find(part) : nullptr;
            if (member && !found)
                found = member;
            if (member)
                next.insert(next.end(), member->forms.begin(), member->forms.end());
            if ((form.kind == FormKind::list && isEntryNumber(part)) || form.kind == FormKind::map)
                next.insert(next.end(), form.items.begin(), form.items.end());
        }
        if (next.empty())
            return nullptr;
        if (found)
            field = found;
        forms = std::move(next);
    }
    return field;
}

const std::vector<Place>& allPlaces()
{
    static const std::vector<Place> places = [] {
        std::vector<Place> found;
        std::set<Path> seen;
        addPlaces(root, {}, found, seen);
        return found;
    }();
    return places;
}

std::string describe(const Form& form)
{
    const std::string limits = describe(narrowed(form.limits, form.workable));
    switch (form.kind) {
    case FormKind::boolean:
        return "true or false";
    case FormKind::integer:
        return limits.empty() ? "a whole number" : "a whole number, " + limits;
    case FormKind::number:
        return limits.empty() ? "a number" : "a number, " + limits;
    case FormKind::text:
        return "a text";
    case FormKind::choice:
        return "one of " + joined(form.names);
    case FormKind::url:
        return "an address that begins with http:// or https://";
    case FormKind::block:
        return std::string(form.block->name);
    case FormKind::list:
        return form.items.front().kind == FormKind::anything
            ? "a list"
            : "a list, each entry " + describe(form.items.front());
    case FormKind::map:
        return form.items.front().kind == FormKind::anything ? "a mapping"
            : form.items.front().kind == FormKind::text      ? "a mapping of texts"
                                                             : "a mapping of numbers";
    case FormKind::anything:
        return "any value";
    }
    return "any value";
}

std::string describe(std::span<const Form> forms)
{
    std::string text;
    for (const Form& form : forms)
        text += (text.empty() ? "" : ", or ") + describe(form);
    return text;
}

} // namespace poolscope::config
