// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace poolscope::media {

/// One encoded file.
struct Blob {
    std::string bytes;
    std::string mime; ///< "image/png", "image/jpeg", "video/mp4", "audio/wav", ...
};

/// A file as it goes into request bodies. Immutable once made.
struct EncodedBlob {
    std::string base64;
    std::string sha256; ///< of the bytes, in hexadecimal
    std::uint64_t bytes = 0; ///< size before base64
    std::string mime;
};

/// An item rendered: one file, or one per frame for videos sent as frames.
struct Asset {
    std::vector<EncodedBlob> blobs;

    /// Bytes of all files together, before base64.
    std::uint64_t bytes() const;
};

using AssetPtr = std::shared_ptr<const Asset>;

/// The files as they go into request bodies.
Asset makeAsset(const std::vector<Blob>& files);

} // namespace poolscope::media
