// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/explain.h"

#include "app/cli/json.h"
#include "core/config/schema/nearest.h"

#include <algorithm>
#include <fmt/format.h>
#include <ostream>
#include <set>

namespace poolscope::cli {

namespace {

using nlohmann::ordered_json;

/// The place of the table whose path is nearest, as a hint.
std::string hintFor(const config::Path& path)
{
    std::vector<std::string> names;
    for (const config::Place& place : config::allPlaces())
        if (place.path.back() == path.back())
            names.push_back(config::toString(place.path));
    if (names.empty()) {
        std::set<std::string_view> keys;
        for (const config::Place& place : config::allPlaces())
            keys.insert(place.field->key);
        const std::vector<std::string_view> all(keys.begin(), keys.end());
        const std::string_view near = config::schema::nearest(path.back(), all);
        if (near.empty())
            return "poolscope-cli config explain lists the blocks.";
        for (const config::Place& place : config::allPlaces())
            if (place.field->key == near)
                names.push_back(config::toString(place.path));
    }
    constexpr std::size_t shownNames = 4;
    if (names.size() > shownNames)
        names.resize(shownNames);
    return fmt::format("Did you mean {}?", fmt::join(names, ", or "));
}

std::string_view sinceOf(config::Reading reading)
{
    switch (reading) {
    case config::Reading::inferencePerf061:
        break;
    case config::Reading::inferencePerf070:
        return "inference-perf 0.7.0";
    case config::Reading::poolscope:
        return "Poolscope; inference-perf does not know it";
    }
    return "";
}

void line(Console& console, std::string_view name, std::string_view text)
{
    if (text.empty())
        return;
    console.out << "  " << inked(console.colorOut, Ink::dim, fmt::format("{:<9}", name)) << text
                << '\n';
}

} // namespace

base::Result<Explanation> explain(std::string_view text)
{
    config::Path path = config::withoutNumbers(config::parsePath(text));
    Explanation explanation{ config::toString(path), nullptr, {} };
    for (const config::Place& place : config::allPlaces()) {
        if (place.path == path)
            explanation.field = place.field;
        // An alias leads to its field as well.
        const bool isAlias = !path.empty() && place.field->alias == path.back()
            && place.path.size() == path.size()
            && std::equal(path.begin(), path.end() - 1, place.path.begin());
        if (isAlias) {
            explanation.field = place.field;
            explanation.path = config::toString(place.path);
            path = place.path;
        }
        if (place.path.size() == path.size() + 1
            && std::equal(path.begin(), path.end(), place.path.begin()))
            explanation.keys.push_back(place);
    }
    if (!path.empty() && !explanation.field)
        return base::fail(
            base::Code::invalid, fmt::format("No field is called \"{}\"", text), hintFor(path));
    return explanation;
}

void print(Console& console, const Explanation& explanation)
{
    if (const config::Field* field = explanation.field) {
        console.out << inked(console.colorOut, Ink::strong, explanation.path) << '\n'
                    << "  " << field->help << '\n';
        line(console, "value", config::describe(field->forms));
        line(console, "unit", field->unit);
        line(console, "default",
            field->isRequired               ? "none; the key is required"
                : field->standard == "null" ? "not set"
                                            : field->standard);
        line(console, "null", field->isNullable ? "may stand for not set" : "");
        line(console, "alias", field->alias);
        line(console, "since", sinceOf(field->since));
        line(console, "secret", field->isSecret ? "never shown; name a variable as ${NAME}" : "");
    }
    if (explanation.keys.empty())
        return;
    std::size_t width = 0;
    for (const config::Place& place : explanation.keys)
        width = std::max(width, place.field->key.size());
    console.out << (explanation.field ? "\n" : "");
    for (const config::Place& place : explanation.keys)
        console.out << "  "
                    << inked(console.colorOut, Ink::strong,
                           fmt::format("{:<{}}", place.field->key, width))
                    << "  " << place.field->help << '\n';
}

void writeJson(std::ostream& stream, const Explanation& explanation)
{
    ordered_json json{ { "path", explanation.path } };
    if (const config::Field* field = explanation.field) {
        json["help"] = field->help;
        json["value"] = config::describe(field->forms);
        json["unit"] = field->unit;
        json["default"] = field->standard;
        json["required"] = field->isRequired;
        json["nullable"] = field->isNullable;
        json["secret"] = field->isSecret;
        json["alias"] = field->alias;
        json["since"] = sinceOf(field->since);
    }
    ordered_json keys = ordered_json::array();
    for (const config::Place& place : explanation.keys)
        keys.push_back({ { "key", place.field->key }, { "help", place.field->help } });
    json["keys"] = std::move(keys);
    stream << written(json);
}

} // namespace poolscope::cli
