// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/reuse/cache_simulation.h"
#include "core/snapshot/snapshot.h"

#include <stop_token>
#include <vector>

namespace poolscope::snapshot {

/// Media of several modalities, fresh media or media of a shared prefix: what a server's one cache
/// is looked up for beyond a single pool.
bool hasSharedMedia(const plan::Plan& plan);

/// Every cache of the list, simulated with all media of the snapshot's requests in it: as a server
/// sees them, where the figures of one pool take that pool alone. A request's media are looked up
/// by modality (images, videos, audios), each in the order of the body, prefix first; frames of a
/// video sent as pictures are images. Fresh media take up room and never hit. An Error for a run of
/// more than 50 million look-ups, for a cache that cannot be simulated, and after a stop.
base::Result<std::vector<reuse::CacheTally>> simulateShared(const Snapshot& snapshot,
    const std::vector<reuse::CacheSpec>& caches, const std::stop_token& stop = {});

} // namespace poolscope::snapshot
