// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/random.h"
#include "core/media/spec.h"

#include <string>

namespace poolscope::media {

/// The item in one line of ASCII, for the metadata of its files: distinct items have distinct bytes
/// even where the size leaves no room for distinct content. The length depends on modality and side
/// alone.
std::string identityOf(const ItemSpec& spec);

/// The item as messages call it: "image 3", "audio 0 of request 17".
std::string shownName(const ItemSpec& spec);

/// The random numbers of an item's content, to be drawn with the item as the request.
base::RandomStream contentStream(const ItemSpec& spec);

} // namespace poolscope::media
