// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/config/schema.h"
#include "core/config/tree.h"

#include <span>

namespace poolscope::config::schema {

/// The forms of a field that hold beside this `type` (empty: none is given), see
/// Form::onlyForTypes. With a `type` that the table does not know, the first one.
std::span<const Form> formsFor(const Field& field, std::string_view type);
/// Those that hold in this mapping.
std::span<const Form> formsFor(const Field& field, const Tree& tree, NodeId mapping);

} // namespace poolscope::config::schema
