// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <string>
#include <string_view>

namespace poolscope::base {

/// "0.1.0".
std::string_view version();
/// Commit of the build in ten hexadecimal digits; empty when it was built outside a checkout.
std::string_view commit();
/// "poolscope-cli 0.1.0 (cb96875dd1)".
std::string versionLine(std::string_view program);

} // namespace poolscope::base
