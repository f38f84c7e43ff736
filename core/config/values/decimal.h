// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <optional>
#include <string_view>

namespace poolscope::config {

/// A decimal number such as "12", "-1.5e-3", "inf" or "nan", correctly rounded; too large ones are
/// infinite, too small ones 0, as in Python. Nothing when the text is more or less than a number.
std::optional<double> readDecimal(std::string_view text);

} // namespace poolscope::config
