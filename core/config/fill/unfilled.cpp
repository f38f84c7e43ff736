// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/fill/unfilled.h"

#include "core/config/diagnostics/codes.h"
#include "core/config/fill/placeholder.h"

#include <algorithm>
#include <fmt/format.h>

namespace poolscope::config {

namespace {

void add(std::vector<Unfilled>& found, const std::string& name, const std::string& place)
{
    auto known = std::find_if(
        found.begin(), found.end(), [&](const Unfilled& one) { return one.name == name; });
    if (known == found.end())
        known = found.insert(found.end(), Unfilled{ name, {} });
    if (std::find(known->places.begin(), known->places.end(), place) == known->places.end())
        known->places.push_back(place);
}

void addAll(std::vector<Unfilled>& found, std::string_view text, const std::string& place)
{
    for (const Placeholder& placeholder : placeholdersIn(text))
        add(found, placeholder.name, place);
}

/// Keys and headers may name variables of the environment, but only such as there are.
void addUnset(std::vector<Unfilled>& found, std::string_view text, const std::string& place,
    const RunNeeds& needs)
{
    for (const Placeholder& placeholder : placeholdersIn(text)) {
        const std::string_view written
            = text.substr(placeholder.range.begin, placeholder.range.size());
        const bool isSet = isEnvironmentReference(written) && needs.hasVariable
            && needs.hasVariable(placeholder.name);
        if (!isSet)
            add(found, placeholder.name, place);
    }
}

} // namespace

std::vector<Unfilled> unfilledInPlan(const Config& config)
{
    std::vector<Unfilled> found;
    for (const Diagnostic& diagnostic : config.diagnostics) {
        if (diagnostic.code != codes::placeholder || diagnostic.severity != Severity::error)
            continue;
        const NodeId id = config.tree.find(parsePath(diagnostic.path));
        if (id != noNode)
            addAll(found, config.tree.node(id).text, diagnostic.path);
    }
    return found;
}

std::vector<Unfilled> unfilledInRun(const Config& config, const RunNeeds& needs)
{
    std::vector<Unfilled> found;
    const auto& server = config.workload.server;
    if (server && needs.baseUrl)
        addAll(found, server->baseUrl.value_or(""), "server.base_url");
    if (server) {
        addAll(found, server->modelName.value_or(""), "server.model_name");
        addUnset(found, server->apiKey.value_or(""), "server.api_key", needs);
    }
    for (const auto& [name, value] : config.workload.api.headers)
        addUnset(found, value, toString({ "api", "headers", name }), needs);
    return found;
}

base::Result<> checkFilled(const std::vector<Unfilled>& unfilled)
{
    if (unfilled.empty())
        return {};
    std::vector<std::string> names;
    std::vector<std::string> fills;
    for (const Unfilled& one : unfilled) {
        names.push_back(fmt::format("{} ({})", one.name, fmt::join(one.places, ", ")));
        fills.push_back(fmt::format("--fill {}=VALUE", one.name));
    }
    return base::fail(base::Code::invalid,
        fmt::format("{} not filled in: {}",
            unfilled.size() == 1 ? std::string("A placeholder is")
                                 : fmt::format("{} placeholders are", unfilled.size()),
            fmt::join(names, ", ")),
        fmt::format("Put values in, or give {}.", fmt::join(fills, " ")));
}

} // namespace poolscope::config
