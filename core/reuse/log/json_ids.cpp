// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/reuse/log/row_ids.h"

#include <simdjson.h>

#include <algorithm>
#include <fmt/format.h>

namespace poolscope::reuse {

using simdjson::dom::element;
using simdjson::dom::element_type;

struct JsonIds::Parser {
    simdjson::dom::parser parser;
};

namespace {

/// Ids at a leaf: a value, or arrays of them.
std::string readLeaf(element value, RowIds& ids)
{
    switch (value.type()) {
    case element_type::STRING:
        ids.add(std::string_view(value));
        return {};
    case element_type::INT64:
        ids.add(fmt::format("{}", std::int64_t(value)));
        return {};
    case element_type::UINT64:
        ids.add(fmt::format("{}", std::uint64_t(value)));
        return {};
    case element_type::DOUBLE:
        ids.add(fmt::format("{}", double(value)));
        return {};
    case element_type::NULL_VALUE:
        return {};
    case element_type::BOOL:
        return "the field holds true or false, not an id";
    case element_type::OBJECT:
        return "the field holds an object, not an id";
    case element_type::ARRAY:
        break;
    }
    return {};
}

/// Arrays are walked through wherever they stand; what is absent has no ids.
std::string walk(
    element value, const std::vector<std::string>& steps, std::size_t step, RowIds& ids)
{
    if (value.is_array()) {
        for (const element child : simdjson::dom::array(value))
            if (std::string reason = walk(child, steps, step, ids); !reason.empty())
                return reason;
        return {};
    }
    if (step == steps.size())
        return readLeaf(value, ids);
    element child;
    if (!value.is_object() || value.at_key(steps[step]).get(child) != simdjson::SUCCESS)
        return {};
    return walk(child, steps, step + 1, ids);
}

} // namespace

const std::vector<std::string_view>& idFieldNames()
{
    static const std::vector<std::string_view> names{ "hash_ids", "img_ids", "image_ids",
        "item_ids", "media_ids", "mm_hashes", "image_hash", "img_id", "image_id", "item_id",
        "media_id", "object_id", "images", "ids", "item", "image", "id", "key", "hash", "url" };
    return names;
}

JsonIds::JsonIds(std::string_view path)
    : m_parser(std::make_unique<Parser>())
{
    while (!path.empty()) {
        const std::size_t dot = std::min(path.find('.'), path.size());
        std::string_view step = path.substr(0, dot);
        path.remove_prefix(std::min(path.size(), dot + 1));
        while (step.ends_with("[]"))
            step.remove_suffix(2);
        if (!step.empty() && step != "$")
            m_steps.emplace_back(step);
    }
}

JsonIds::~JsonIds() = default;
JsonIds::JsonIds(JsonIds&&) noexcept = default;
JsonIds& JsonIds::operator=(JsonIds&&) noexcept = default;

std::string JsonIds::read(std::string_view row, RowIds& ids)
{
    element document;
    // The row's own padding serves: no copy.
    if (const auto error = m_parser->parser.parse(row.data(), row.size(), false).get(document);
        error != simdjson::SUCCESS)
        return fmt::format("not JSON: {}", simdjson::error_message(error));
    return walk(document, m_steps, 0, ids);
}

std::vector<std::string> jsonKeys(std::string_view row)
{
    simdjson::dom::parser parser;
    simdjson::dom::object object;
    std::vector<std::string> keys;
    if (parser.parse(row.data(), row.size()).get(object) == simdjson::SUCCESS)
        for (const auto field : object)
            keys.emplace_back(field.key);
    return keys;
}

} // namespace poolscope::reuse
