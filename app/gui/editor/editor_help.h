// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/snapshot/snapshot.h"

#include <QString>

#include <cstddef>

namespace poolscope::gui {

/// What a tool tip says about a place in the text, as rich text: what is wrong there, and what the
/// setting is for. Values are never part of it, so that no secret can be. Empty where nothing is
/// known.
QString helpAt(const snapshot::Snapshot& snapshot, std::size_t offset);

/// The Diagnostic at a place that has a fix, the narrowest one; null when there is none.
const config::Diagnostic* fixableAt(const snapshot::Snapshot& snapshot, std::size_t offset);

} // namespace poolscope::gui
