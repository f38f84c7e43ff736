// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/reuse/fit.h"

namespace poolscope::reuse {

/// Fewer repeats than this tell nothing about a law.
constexpr double fewestRepeats = 50;

/// Fills in `verdict` and `remarks` of a fit that is otherwise complete.
void sayFit(const FitRequest& request, Fit& fit);

} // namespace poolscope::reuse
