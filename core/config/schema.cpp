// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/schema.h"

#include "core/config/schema/tables.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <vector>

namespace poolscope::config {

namespace {

constexpr Form blockForm(const Block& block)
{
    return Form{ .kind = FormKind::block, .block = &block };
}

constexpr std::array<Form, 1> apiForm{ blockForm(schema::api) };
constexpr std::array<Form, 1> dataForm{ blockForm(schema::data) };
constexpr std::array<Form, 1> loadForm{ blockForm(schema::load) };
constexpr std::array<Form, 1> serverForm{ blockForm(schema::server) };
constexpr std::array<Form, 1> tokenizerForm{ blockForm(schema::tokenizer) };

constexpr std::array<Field, 9> rootFields{ {
    { .key = "api", .forms = apiForm, .standard = "{}", .help = "Kind of API and its headers." },
    { .key = "data", .forms = dataForm, .standard = "{}", .help = "What the requests say." },
    { .key = "load", .forms = loadForm, .standard = "{}", .help = "When the requests are sent." },
    { .key = "metrics",
        .forms = schema::aMapping,
        .isNullable = true,
        .help = "Where the server's own metrics are collected." },
    { .key = "report",
        .forms = schema::aMapping,
        .standard = "{}",
        .help = "Which reports are written." },
    { .key = "storage",
        .forms = schema::aMapping,
        .isNullable = true,
        .help = "Where reports are written to." },
    { .key = "server", .forms = serverForm, .isNullable = true, .help = "Where requests go." },
    { .key = "tokenizer",
        .forms = tokenizerForm,
        .isNullable = true,
        .help = "How tokens are counted." },
    { .key = "circuit_breakers",
        .forms = schema::anyList,
        .isNullable = true,
        .help = "Conditions that stop a run." },
} };

constinit const Block root{ "the document", rootFields };

bool isEntryNumber(std::string_view part)
{
    return !part.empty() && part.find_first_not_of("0123456789") == std::string_view::npos;
}

/// "1 or more", "above 0, at most 1000", "from 0 to 1".
std::string describe(const Limits& limits)
{
    const bool hasMin = std::isfinite(limits.min);
    const bool hasMax = std::isfinite(limits.max);
    const auto number = [](double value) { return fmt::format("{:.15g}", value); };
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
    const std::array<Form, 1> start{ blockForm(root) };
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
            if (form.kind == FormKind::list && isEntryNumber(part))
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

std::string describe(const Form& form)
{
    const std::string limits = describe(form.limits);
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
    case FormKind::textMap:
        return "a mapping of texts";
    case FormKind::block:
        return std::string(form.block->name);
    case FormKind::list:
        return form.items.front().kind == FormKind::anything
            ? "a list"
            : "a list, each entry " + describe(form.items.front());
    case FormKind::mapping:
        return "a block";
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
