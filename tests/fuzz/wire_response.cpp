// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/response.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

using namespace poolscope;

namespace {

wire::Response read(wire::AnswerKind kind, std::string_view bytes, std::size_t step)
{
    wire::ResponseReader reader(kind);
    for (std::size_t begin = 0; begin < bytes.size(); begin += step)
        reader.feed(bytes.substr(begin, step), 1);
    return reader.finish();
}

bool isSame(const wire::Response& a, const wire::Response& b)
{
    return a.text == b.text && a.tokenTimes == b.tokenTimes && a.usage == b.usage
        && a.finishReason == b.finishReason && a.error == b.error && a.done == b.done;
}

} // namespace

/// The first byte chooses the size of the pieces; how an answer is cut must not change what it
/// says.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size == 0)
        return 0;
    const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
    for (const auto kind : { wire::AnswerKind::stream, wire::AnswerKind::whole }) {
        if (!isSame(read(kind, bytes, std::size_t{ 1 } + data[0]), read(kind, bytes, size)))
            std::abort();
    }
    wire::errorMessage(bytes);
    return 0;
}
