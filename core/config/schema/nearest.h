// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <span>
#include <string_view>

namespace poolscope::config::schema {

/// The candidate that a misspelt word most likely means; empty when none is near enough. Case, "-"
/// for "_" and numRequests for num_requests count as no difference, a mere beginning as a small
/// one.
std::string_view nearest(std::string_view word, std::span<const std::string_view> candidates);

} // namespace poolscope::config::schema
