// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/reuse/cache_spec.h"

#include <QString>

#include <string>
#include <vector>

namespace poolscope::gui {

/// The cache that is looked at, with the entry it was chosen by.
struct CacheChoice {
    std::string name; ///< a preset's or a policy's, as parseCacheSpec reads it
    reuse::CacheSpec spec;

    bool operator==(const CacheChoice&) const = default;
};

struct CacheEntry {
    std::string name;
    QString title;
    QString toolTip;
    bool isPreset = false;
};

/// The servers' caches as they come, then the bare policies.
const std::vector<CacheEntry>& cacheEntries();
/// In which units an entry's capacity may be; none: it has no capacity.
std::vector<reuse::CacheUnit> unitsOf(const std::string& name);
/// Another entry, with what fits of the choice before: replicas, and the capacity for policies.
CacheChoice withEntry(const CacheChoice& choice, const std::string& name);
/// The same cache in another unit, with a capacity to start from.
CacheChoice withUnit(const CacheChoice& choice, reuse::CacheUnit unit);

/// The choice of the last time; vLLM's processor cache at first.
CacheChoice keptCacheChoice();
void keepCacheChoice(const CacheChoice& choice);

/// "poolscope-cli reuse config.yaml --cache lru:50 --replicas 1 --routing round-robin --exact"
QString reuseCommand(const QString& file, const reuse::CacheSpec& spec);

} // namespace poolscope::gui
