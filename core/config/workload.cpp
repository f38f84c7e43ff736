// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/workload.h"

#include <algorithm>

namespace poolscope::config {

Distribution fixedDistribution(std::int64_t value)
{
    Distribution distribution;
    distribution.type = DistributionType::fixed;
    distribution.min = value;
    distribution.max = value;
    distribution.mean = static_cast<double>(value);
    distribution.stdDev = 0;
    return distribution;
}

double largestOf(const Distribution& distribution)
{
    return distribution.type == DistributionType::fixed ? distribution.mean
                                                        : static_cast<double>(distribution.max);
}

const MediaSettings* Multimodal::media(base::Modality modality) const
{
    switch (modality) {
    case base::Modality::image:
        return image ? &*image : nullptr;
    case base::Modality::video:
        return video ? &*video : nullptr;
    case base::Modality::audio:
        return audio ? &*audio : nullptr;
    }
    return nullptr;
}

bool Multimodal::hasPool() const
{
    return std::any_of(
        base::allModalities.begin(), base::allModalities.end(), [&](base::Modality modality) {
            const MediaSettings* settings = media(modality);
            return settings && settings->pool;
        });
}

} // namespace poolscope::config
