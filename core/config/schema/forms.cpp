// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/schema/forms.h"

#include <algorithm>

namespace poolscope::config::schema {

std::span<const Form> formsFor(const Field& field, std::string_view type)
{
    const bool isFree = std::all_of(field.forms.begin(), field.forms.end(),
        [](const Form& form) { return form.onlyForTypes.empty(); });
    if (isFree)
        return field.forms;
    for (std::size_t i = 0; i < field.forms.size(); ++i) {
        const auto& types = field.forms[i].onlyForTypes;
        if (std::find(types.begin(), types.end(), type) != types.end())
            return field.forms.subspan(i, 1);
    }
    return field.forms.first(1);
}

std::span<const Form> formsFor(const Field& field, const Tree& tree, NodeId mapping)
{
    const NodeId id = mapping == noNode ? noNode : tree.find(mapping, "type");
    const bool isGiven = id != noNode && tree.node(id).kind == NodeKind::scalar;
    return formsFor(field, isGiven ? std::string_view(tree.node(id).text) : std::string_view());
}

} // namespace poolscope::config::schema
