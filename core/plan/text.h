// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/random.h"

#include <cstdint>
#include <string>

namespace poolscope::plan {

/// Longer texts are not made, whatever a distribution says.
inline constexpr std::int64_t maxWords = 1 << 22;

/// `count` common English words with a space between, so that a text of n words has about n tokens
/// for every tokenizer in use (each is one token with its leading space in the GPT and Llama
/// families). `key` is the request, prompt or group the text belongs to.
std::string words(const base::RandomStream& stream, std::uint64_t key, std::int64_t count);

} // namespace poolscope::plan
