// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/media/user_files.h"

#include "core/base/file.h"
#include "core/media/sniff.h"

#include <algorithm>
#include <filesystem>
#include <fmt/format.h>
#include <string>
#include <vector>

namespace poolscope::media {

namespace {

namespace fs = std::filesystem;
using base::Code;
using base::fail;

constexpr std::size_t maxFileBytes = std::size_t{ 256 } << 20U;

base::Result<std::vector<std::string>> fileNames(
    const std::string& folder, const std::stop_token& stop)
{
    const auto failure = [&](const std::error_code& error) {
        return fail(
            Code::io, fmt::format("cannot read the folder \"{}\": {}", folder, error.message()));
    };
    std::error_code error;
    fs::directory_iterator entry(folder, error);
    if (error)
        return failure(error);
    std::vector<std::string> names;
    for (; entry != fs::directory_iterator(); entry.increment(error)) {
        if (stop.stop_requested())
            return base::cancelled();
        std::error_code unreadable;
        std::string name = entry->path().filename().string();
        if (!name.starts_with('.') && entry->is_regular_file(unreadable))
            names.push_back(std::move(name));
    }
    if (error)
        return failure(error);
    return names;
}

std::string_view knownKinds(base::Modality modality)
{
    switch (modality) {
    case base::Modality::image:
        return "PNG, JPEG, WebP and GIF";
    case base::Modality::video:
        return "MP4";
    case base::Modality::audio:
        break;
    }
    return "WAV and MP3";
}

} // namespace

base::Result<> checkUserFiles(
    const std::string& folder, std::int64_t size, const std::stop_token& stop)
{
    const auto names = fileNames(folder, stop);
    if (!names)
        return tl::make_unexpected(names.error());
    if (static_cast<std::int64_t>(names->size()) < size)
        return fail(Code::invalid,
            fmt::format("The folder \"{}\" has {} files, and the pool's size is {}", folder,
                names->size(), size),
            "Add files to the folder or make the pool smaller");
    return {};
}

base::Result<Blob> readUserFile(const ItemSpec& spec, const std::stop_token& stop)
{
    auto names = fileNames(spec.source, stop);
    if (!names)
        return tl::make_unexpected(names.error());
    if (spec.item >= names->size())
        return fail(Code::invalid,
            fmt::format("the folder \"{}\" has {} of the {} files needed", spec.source,
                names->size(), spec.item + 1),
            "Add files to the folder or make the pool smaller");
    const auto chosen = names->begin() + static_cast<std::ptrdiff_t>(spec.item);
    std::nth_element(names->begin(), chosen, names->end());

    const fs::path path = fs::path(spec.source) / *chosen;
    auto bytes = base::readFile(path, maxFileBytes);
    if (!bytes)
        return tl::make_unexpected(bytes.error());
    const std::string mime(sniffMime(*bytes));
    const std::string_view modality = base::name(spec.modality);
    if (!mime.starts_with(modality))
        return fail(Code::invalid,
            fmt::format("\"{}\" is no {} file of a known kind", path.string(), modality),
            fmt::format("Known are {}", knownKinds(spec.modality)));
    return Blob{ std::move(*bytes), mime };
}

} // namespace poolscope::media
