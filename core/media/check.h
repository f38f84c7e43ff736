// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/media/spec.h"

namespace poolscope::media {

/// An Error that says what is impossible about the item, without its name; nothing when it can be
/// rendered.
base::Result<> check(const ItemSpec& spec);

} // namespace poolscope::media
