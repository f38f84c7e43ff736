// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

namespace poolscope::base {

/// The whole file, or an Error that names it. Files above `limit` bytes are refused unread.
Result<std::string> readFile(const std::filesystem::path& path, std::size_t limit);

/// Everything that can be read from a stream such as standard input, up to `limit` bytes.
Result<std::string> readDescriptor(int descriptor, std::string_view what, std::size_t limit);

/// Who may read a new file.
enum class Access { everybody, owner };

/// Writes a file whole or not at all: a temporary file beside it, flushed to disk, then renamed
/// over it. Keeps the permissions of a file that is replaced; follows a symbolic link instead of
/// replacing it. Folders, devices and pipes are refused.
Result<> writeFile(const std::filesystem::path& path, std::string_view content,
    Access access = Access::everybody);

/// Creates a folder and its parents. Fine when it exists already.
Result<> createFolder(const std::filesystem::path& path);

} // namespace poolscope::base
