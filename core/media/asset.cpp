// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/media/asset.h"

#include "core/base/hash.h"

namespace poolscope::media {

Asset makeAsset(const std::vector<Blob>& files)
{
    Asset asset;
    asset.blobs.reserve(files.size());
    for (const Blob& file : files)
        asset.blobs.push_back({ base::encodeBase64(file.bytes), base::sha256(file.bytes),
            file.bytes.size(), file.mime });
    return asset;
}

std::uint64_t Asset::bytes() const
{
    std::uint64_t sum = 0;
    for (const EncodedBlob& blob : blobs)
        sum += blob.bytes;
    return sum;
}

} // namespace poolscope::media
