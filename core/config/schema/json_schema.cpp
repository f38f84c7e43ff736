// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/schema/json_schema.h"

#include "core/config/edit/plan.h"
#include "core/config/reader.h"
#include "core/config/schema.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <fmt/format.h>

namespace poolscope::config {

namespace {

using Json = nlohmann::ordered_json;

Json toJson(const Value& value)
{
    return std::visit(
        [](const auto& data) -> Json {
            using T = std::decay_t<decltype(data)>;
            if constexpr (std::is_same_v<T, std::monostate>) {
                return nullptr;
            } else if constexpr (std::is_same_v<T, Value::List>) {
                Json list = Json::array();
                for (const Value& item : data)
                    list.push_back(toJson(item));
                return list;
            } else if constexpr (std::is_same_v<T, Value::Map>) {
                Json map = Json::object();
                for (const auto& [key, item] : data)
                    map[key] = toJson(item);
                return map;
            } else {
                return data;
            }
        },
        value.data);
}

/// A default of the table, which is written as YAML.
Json standardOf(const Field& field)
{
    const Tree tree = read(field.standard).tree;
    return tree.isEmpty() ? Json() : toJson(edit::valueOf(tree, tree.root()));
}

/// A bound, without a point where it is whole.
Json number(double value)
{
    constexpr double exact = 9e15;
    if (value == std::trunc(value) && std::fabs(value) < exact)
        return static_cast<std::int64_t>(value);
    return value;
}

class Writer {
public:
    explicit Writer(Reading reading)
        : m_reading(reading)
    {
    }

    Json document()
    {
        Json schema{ { "$schema", "http://json-schema.org/draft-07/schema#" },
            { "title",
                m_reading == Reading::poolscope
                    ? std::string("Poolscope config: inference-perf 0.7.0 with pools")
                    : fmt::format("{} config", upstreamName(m_reading)) } };
        schema.update(block(rootBlock()));
        schema["definitions"] = std::move(m_definitions);
        return schema;
    }

private:
    bool isRelease() const { return m_reading != Reading::poolscope; }

    Json block(const Block& block)
    {
        Json properties = Json::object();
        Json required = Json::array();
        Json conditions = Json::array();
        for (const Field& field : block.fields) {
            if (field.since > m_reading)
                continue;
            properties[std::string(field.key)] = property(field);
            if (!field.alias.empty()) {
                properties[std::string(field.alias)] = property(field);
                conditions.push_back({ { "not", { { "required", { field.key, field.alias } } } } });
            }
            if (field.isRequired || (field.isRequiredUpstream && isRelease()))
                required.push_back(field.key);
            addConditions(field, conditions);
        }
        Json schema{ { "type", "object" }, { "properties", std::move(properties) } };
        if (!required.empty())
            schema["required"] = std::move(required);
        if (!conditions.empty())
            schema["allOf"] = std::move(conditions);
        // Poolscope keeps whole blocks that it does not know.
        const bool keepsBlocks = &block == &rootBlock() && !isRelease();
        if (!block.ignoresUnknown && m_reading >= block.strictSince && !keepsBlocks)
            schema["additionalProperties"] = false;
        return schema;
    }

    Json reference(const Block& target)
    {
        const std::string id(target.id);
        if (!m_definitions.contains(id)) {
            m_definitions[id] = nullptr; // it may hold itself
            m_definitions[id] = block(target);
        }
        return { { "$ref", "#/definitions/" + id } };
    }

    Json property(const Field& field)
    {
        Json schema{ { "description",
            field.unit.empty() ? std::string(field.help)
                               : fmt::format("{} [{}]", field.help, field.unit) } };
        if (!field.isRequired && field.standard != "null" && !field.standard.empty())
            schema["default"] = standardOf(field);
        if (field.isSecret)
            schema["writeOnly"] = true;
        const bool isConditional = !field.forms.front().onlyForTypes.empty();
        if (isConditional)
            schema["type"] = "array";
        else
            schema.update(alternatives(field.forms, field.isNullable));
        // Draft 07 takes nothing that stands beside a reference.
        if (schema.contains("$ref")) {
            const Json target = schema["$ref"];
            schema.erase("$ref");
            schema["allOf"] = Json::array({ { { "$ref", target } } });
        }
        return schema;
    }

    /// Forms that hold only for some values of the `type` beside them.
    void addConditions(const Field& field, Json& conditions)
    {
        for (const Form& form : field.forms) {
            if (form.onlyForTypes.empty())
                continue;
            Json condition{ { "properties", { { "type", { { "enum", form.onlyForTypes } } } } } };
            if (&form != &field.forms.front()) // an absent type is the first
                condition["required"] = { "type" };
            conditions.push_back({ { "if", std::move(condition) },
                { "then", { { "properties", { { field.key, this->form(form) } } } } } });
        }
    }

    Json alternatives(std::span<const Form> forms, bool isNullable)
    {
        if (forms.size() == 1 && !isNullable)
            return form(forms.front());
        Json options = Json::array();
        for (const Form& one : forms)
            options.push_back(form(one));
        if (isNullable)
            options.push_back({ { "type", "null" } });
        return { { "anyOf", std::move(options) } };
    }

    Json form(const Form& form)
    {
        switch (form.kind) {
        case FormKind::boolean:
            return { { "type", "boolean" } };
        case FormKind::integer:
            return limited({ { "type", "integer" } }, form);
        case FormKind::number:
            return limited({ { "type", "number" } }, form);
        case FormKind::text:
            return { { "type", "string" } };
        case FormKind::url:
            return { { "type", "string" }, { "pattern", "^[Hh][Tt][Tt][Pp][Ss]?:" } };
        case FormKind::choice: {
            const std::size_t news = m_reading == Reading::inferencePerf061 ? form.newNames : 0;
            return { { "type", "string" }, { "enum", form.names.first(form.names.size() - news) } };
        }
        case FormKind::block:
            return reference(*form.block);
        case FormKind::list: {
            Json schema{ { "type", "array" }, { "items", alternatives(form.items, false) } };
            if (form.refusesEmpty || (form.excludesEmpty && !isRelease()))
                schema["minItems"] = 1;
            return schema;
        }
        case FormKind::map:
            return { { "type", "object" },
                { "additionalProperties", alternatives(form.items, false) } };
        case FormKind::anything:
            break;
        }
        return Json::object();
    }

    Json limited(Json schema, const Form& form) const
    {
        const Limits limits = isRelease() ? form.limits : narrowed(form.limits, form.workable);
        if (std::isfinite(limits.min))
            schema[limits.excludesMin ? "exclusiveMinimum" : "minimum"] = number(limits.min);
        if (std::isfinite(limits.max))
            schema[limits.excludesMax ? "exclusiveMaximum" : "maximum"] = number(limits.max);
        return schema;
    }

    Reading m_reading;
    Json m_definitions = Json::object();
};

} // namespace

std::string jsonSchema(Reading reading)
{
    return Writer(reading).document().dump(2) + '\n';
}

} // namespace poolscope::config
