// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/checks/checks.h"

#include "core/config/schema.h"

#include <algorithm>

namespace poolscope::config::checks {

bool Context::has(const Path& path) const
{
    const NodeId id = tree.find(path);
    if (id == noNode)
        return false;
    const Node& node = tree.node(id);
    return node.kind != NodeKind::scalar || !std::holds_alternative<std::monostate>(scalarOf(node));
}

bool Context::knowsType(std::string_view block) const
{
    const Path path{ std::string(block), "type" };
    const Path around{ path.front() };
    if (!has(path))
        return !has(around) || tree.node(tree.find(around)).kind == NodeKind::mapping;
    const Node& node = tree.node(tree.find(path));
    const auto& names = fieldAt(path)->forms.front().names;
    return node.kind == NodeKind::scalar
        && std::find(names.begin(), names.end(), node.text) != names.end();
}

void checkAll(const Context& context)
{
    checkApi(context);
    checkServer(context);
    checkLoad(context);
    checkData(context);
    checkLengths(context);
    checkReport(context);
    checkMetrics(context);
    checkCircuitBreakers(context);
    checkKeptData(context);
    checkConsequences(context);
    const Data& data = context.workload.data;
    if (data.multimodal)
        checkMultimodal(context, { "data", "multimodal" }, *data.multimodal);
    if (data.sharedPrefix && data.sharedPrefix->multimodal)
        checkMultimodal(
            context, { "data", "shared_prefix", "multimodal" }, *data.sharedPrefix->multimodal);
}

} // namespace poolscope::config::checks
