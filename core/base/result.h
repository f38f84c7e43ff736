// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <tl/expected.hpp>

#include <string>
#include <utility>

namespace poolscope::base {

enum class Code { cancelled, invalid, io, network, media, unsupported, internal };

/// An operation that could not be done. The message says what, which object and why; the hint says
/// what to do about it and may be empty.
struct Error {
    Code code = Code::internal;
    std::string message;
    std::string hint;

    bool operator==(const Error&) const = default;
};

template <class T = void> using Result = tl::expected<T, Error>;

/// Shorthand for returning an Error from a function that returns a Result.
inline tl::unexpected<Error> fail(Code code, std::string message, std::string hint = {})
{
    return tl::make_unexpected(Error{ code, std::move(message), std::move(hint) });
}

inline tl::unexpected<Error> cancelled()
{
    return fail(Code::cancelled, "Cancelled");
}

} // namespace poolscope::base
