// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/file.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace poolscope::base {

namespace {

std::string reason(int error)
{
    return std::generic_category().message(error);
}

/// Closes the descriptor when it goes out of scope.
class Descriptor {
public:
    explicit Descriptor(int value)
        : m_value(value)
    {
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor()
    {
        if (m_value >= 0)
            ::close(m_value);
    }
    int get() const { return m_value; }
    bool close()
    {
        const int value = std::exchange(m_value, -1);
        return ::close(value) == 0;
    }

private:
    int m_value;
};

Result<> writeAll(int descriptor, std::string_view content, const std::string& shown)
{
    while (!content.empty()) {
        const ssize_t written = ::write(descriptor, content.data(), content.size());
        if (written < 0) {
            if (errno == EINTR)
                continue;
            return fail(Code::io, fmt::format("Cannot write \"{}\": {}", shown, reason(errno)));
        }
        content.remove_prefix(static_cast<std::size_t>(written));
    }
    return {};
}

} // namespace

Result<std::string> readDescriptor(int descriptor, std::string_view what, std::size_t limit)
{
    std::string content;
    char buffer[65536];
    for (;;) {
        const ssize_t count = ::read(descriptor, buffer, sizeof buffer);
        if (count < 0) {
            if (errno == EINTR)
                continue;
            return fail(Code::io, fmt::format("Cannot read {}: {}", what, reason(errno)));
        }
        if (count == 0)
            return content;
        content.append(buffer, static_cast<std::size_t>(count));
        if (content.size() > limit)
            return fail(Code::invalid,
                fmt::format("Cannot read {}: it is larger than {} bytes", what, limit));
    }
}

Result<std::string> readFile(const std::filesystem::path& path, std::size_t limit)
{
    const std::string what = fmt::format("\"{}\"", path.string());
    const Descriptor descriptor(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (descriptor.get() < 0)
        return fail(Code::io, fmt::format("Cannot open {}: {}", what, reason(errno)));
    struct stat status = {};
    if (::fstat(descriptor.get(), &status) == 0) {
        if (S_ISDIR(status.st_mode))
            return fail(Code::io, fmt::format("Cannot read {}: it is a folder", what));
        if (S_ISREG(status.st_mode) && static_cast<std::size_t>(status.st_size) > limit)
            return fail(Code::invalid,
                fmt::format("Cannot read {}: {} bytes is more than the limit of {}", what,
                    status.st_size, limit));
    }
    return readDescriptor(descriptor.get(), what, limit);
}

Result<> writeFile(const std::filesystem::path& path, std::string_view content, Access access)
{
    std::error_code error;
    std::filesystem::path target = path;
    if (std::filesystem::is_symlink(path, error)) {
        target = std::filesystem::weakly_canonical(path, error);
        if (error)
            return fail(
                Code::io, fmt::format("Cannot write \"{}\": {}", path.string(), error.message()));
    }
    const std::string shown = path.string();
    if (std::filesystem::exists(target, error) && !std::filesystem::is_regular_file(target, error))
        return fail(Code::io,
            fmt::format("Cannot write \"{}\": it is no regular file", shown),
            "Give the name of a file.");
    std::string temporary = target.string() + ".XXXXXX";
    Descriptor descriptor(::mkostemp(temporary.data(), O_CLOEXEC));
    if (descriptor.get() < 0)
        return fail(Code::io, fmt::format("Cannot write \"{}\": {}", shown, reason(errno)));

    struct stat status = {};
    mode_t mode = S_IRUSR | S_IWUSR;
    if (access == Access::everybody)
        mode |= S_IRGRP | S_IROTH;
    if (::stat(target.c_str(), &status) == 0)
        mode = status.st_mode & 07777U;
    const auto discard = [&] { ::unlink(temporary.c_str()); };
    if (auto written = writeAll(descriptor.get(), content, shown); !written) {
        discard();
        return written;
    }
    if (::fchmod(descriptor.get(), mode) != 0 || ::fsync(descriptor.get()) != 0
        || !descriptor.close() || ::rename(temporary.c_str(), target.c_str()) != 0) {
        const int cause = errno;
        discard();
        return fail(Code::io, fmt::format("Cannot write \"{}\": {}", shown, reason(cause)));
    }
    return {};
}

Result<> createFolder(const std::filesystem::path& path)
{
    std::error_code error;
    std::filesystem::create_directories(path, error);
    if (error)
        return fail(Code::io,
            fmt::format("Cannot create the folder \"{}\": {}", path.string(), error.message()));
    return {};
}

} // namespace poolscope::base
