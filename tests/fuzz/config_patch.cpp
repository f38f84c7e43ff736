// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/patch.h"
#include "core/config/reader.h"
#include "tests/unit/config/value_model.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

using namespace poolscope;
using config::Path;
using config::Value;

namespace {

Value chosenValue(std::uint8_t choice)
{
    using List = Value::List;
    using Map = Value::Map;
    const std::array values{ Value(0), Value(-7), Value(1.5), Value(1e300), Value(true), Value(),
        Value("word"), Value("two words"), Value("yes"), Value("1_0"), Value("a: b #c"),
        Value("it's \"x\""), Value(""), Value("line\nbreak\t\x01"), Value("{{ x }}"), Value("*a"),
        Value("\xC3\xBC\xE2\x80\xA8"), Value(List{}), Value(Map{}), Value(List{ 1, "a, b" }),
        Value(Map{ { "k", 1 }, { "odd: key", "v" } }),
        Value(Map{ { "deep", Map{ { "er", List{ Map{ { "x", 2 } } } } } } }) };
    return values[choice % values.size()];
}

/// An existing path, or one with new parts behind it.
Path chosenPath(const config::Tree& tree, std::uint8_t choice, std::uint8_t more)
{
    const auto paths = testing::allPaths(tree);
    Path path = paths.empty() ? Path() : paths[choice % paths.size()];
    constexpr std::array<std::string_view, 6> parts{ "new", "0", "1", "a b", "<<", "" };
    for (int i = more % 4; i > 1; --i)
        path.emplace_back(parts[(more / 4U + static_cast<unsigned>(i)) % parts.size()]);
    return path;
}

} // namespace

/// Bytes: what to do, where (two bytes), which value; the rest is the text. An edit that is made
/// must give exactly the tree that the same edit of a plain Value gives.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    constexpr std::size_t headerSize = 4;
    if (size < headerSize)
        return 0;
    const std::string_view text(
        reinterpret_cast<const char*>(data) + headerSize, size - headerSize);
    const auto before = config::read(text);
    const Path path = chosenPath(before.tree, data[1], data[2]);
    const Value value = chosenValue(data[3]);
    const std::size_t index = data[2] / 16U;
    Value expected = testing::toValue(before.tree);
    bool isPossible = false;
    base::Result<base::TextEdit> edit = base::TextEdit();
    switch (data[0] % 5) {
    case 0:
        edit = config::patch(text, path, value);
        isPossible = testing::setIn(expected, path, value);
        break;
    case 1:
        edit = config::removeAt(text, path);
        isPossible = testing::removeIn(expected, path);
        break;
    case 3:
        edit = config::renameAt(text, path, "re:named");
        isPossible = testing::renameIn(expected, path, "re:named");
        break;
    case 4: {
        Path to = chosenPath(before.tree, static_cast<std::uint8_t>(data[3] * 7), 2);
        to.emplace_back("moved");
        edit = config::moveTo(text, path, to);
        isPossible = testing::moveIn(expected, path, to);
        break;
    }
    default:
        edit = config::insertAt(text, path, index, value);
        isPossible = testing::insertIn(expected, path, index, value);
    }
    if (!edit)
        return 0;
    if (!isPossible || edit->range.begin > edit->range.end || edit->range.end > text.size())
        std::abort();
    const auto after = config::read(base::apply(text, *edit));
    if (config::structuralError(after.diagnostics)
        || !testing::same(testing::toValue(after.tree), expected))
        std::abort();
    return 0;
}
