// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/config/reader.h"
#include "core/config/schema.h"
#include "core/config/schema/coerce.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <string>
#include <vector>

namespace poolscope::testing {

/// Compares the table with upstream's JSON Schema, from the document down.
class SchemaComparison {
public:
    explicit SchemaComparison(nlohmann::json schema)
        : m_schema(std::move(schema))
    {
    }

    /// What differs, by path; empty when nothing does.
    std::vector<std::string> run()
    {
        compare(config::rootBlock(), m_schema, "");
        return m_differences;
    }

    std::size_t fields() const { return m_fields; }

private:
    const nlohmann::json& resolved(const nlohmann::json& property) const
    {
        if (!property.contains("$ref"))
            return property;
        return m_schema["$defs"][property["$ref"].get<std::string>().substr(8)];
    }

    void expect(bool claim, const std::string& path, const std::string& what)
    {
        if (!claim)
            m_differences.push_back(path + ": " + what);
    }

    void compare(
        const config::Block& block, const nlohmann::json& definition, const std::string& path)
    {
        expect(block.ignoresUnknown != (definition.value("additionalProperties", true) == false),
            path, "unknown keys");
        std::size_t known = 0;
        for (const auto& [key, property] : definition["properties"].items()) {
            const std::string place = path.empty() ? key : path + '.' + key;
            const config::Field* field = block.find(key);
            expect(field, place, "missing");
            if (!field)
                continue;
            ++known;
            ++m_fields;
            const nlohmann::json required = definition.value("required", nlohmann::json::array());
            expect((field->isRequired || field->isRequiredUpstream)
                    == (std::find(required.begin(), required.end(), key) != required.end()),
                place, "required");
            compareDefault(*field, property, place);
            compareForms(*field, property, place);
        }
        const auto ours = static_cast<std::size_t>(std::count_if(block.fields.begin(),
            block.fields.end(),
            [](const config::Field& field) { return field.since == config::Reading::poolscope; }));
        expect(known + ours == block.fields.size(), path, "more fields than upstream");
    }

    void compareDefault(
        const config::Field& field, const nlohmann::json& property, const std::string& path)
    {
        // These depend on the clock and the machine.
        if (path == "load.base_seed" || path == "load.num_workers" || !property.contains("default"))
            return;
        const nlohmann::json& expected = property["default"];
        if (expected.is_array()) {
            nlohmann::json list = nlohmann::json::array();
            const auto read = config::read(field.standard);
            for (const auto& entry : read.tree.node(read.tree.root()).entries)
                list.push_back(
                    config::schema::toNumber(config::scalarOf(read.tree.node(entry.value)))
                        .value_or(-1));
            expect(list == expected, path, "default");
        } else if (expected.is_object()) {
            // The defaults of its parts are compared one by one.
            expect(field.standard == "{}", path, "default");
        } else {
            const config::Scalar ours = config::schema::standardOf(field);
            const auto a = config::schema::toNumber(scalarOf(expected));
            const auto b = config::schema::toNumber(ours);
            expect(scalarOf(expected) == ours || (a && b && *a == *b), path, "default");
        }
    }

    /// Each alternative of the property must be a form of the field, and nothing more.
    void compareForms(
        const config::Field& field, const nlohmann::json& property, const std::string& path)
    {
        std::vector<nlohmann::json> options;
        if (property.contains("anyOf"))
            options = property["anyOf"].get<std::vector<nlohmann::json>>();
        else
            options = { property };
        const auto isNull
            = [](const nlohmann::json& option) { return option.value("type", "") == "null"; };
        expect(
            std::any_of(options.begin(), options.end(), isNull) == field.isNullable, path, "null");
        options.erase(std::remove_if(options.begin(), options.end(), isNull), options.end());
        expect(options.size() == field.forms.size(), path, "number of forms");
        for (std::size_t i = 0; i < std::min(options.size(), field.forms.size()); ++i)
            compareForm(field.forms[i], options[i], path);
    }

    void compareForm(
        const config::Form& form, const nlohmann::json& option, const std::string& path)
    {
        const nlohmann::json& target = resolved(option);
        const std::string type = target.value("type", "");
        switch (form.kind) {
        case config::FormKind::boolean:
            return expect(type == "boolean", path, "boolean");
        case config::FormKind::integer:
        case config::FormKind::number:
            expect(type == (form.kind == config::FormKind::integer ? "integer" : "number"), path,
                type);
            return compareLimits(form, target, path);
        case config::FormKind::url:
            return expect(type == "string" && target.value("format", "") == "uri", path, "url");
        case config::FormKind::text:
            return expect(type == "string" && !target.contains("enum"), path, "text");
        case config::FormKind::choice: {
            std::vector<std::string> names = target.value("enum", std::vector<std::string>());
            if (target.contains("const"))
                names = { target["const"].get<std::string>() };
            return expect(
                std::equal(names.begin(), names.end(), form.names.begin(), form.names.end()), path,
                "names");
        }
        case config::FormKind::list: {
            expect(type == "array", path, "list");
            expect(form.refusesEmpty == (target.value("minItems", 0) > 0), path, "empty list");
            const nlohmann::json items = target["items"].contains("anyOf")
                ? target["items"]["anyOf"]
                : nlohmann::json::array({ target["items"] });
            expect(items.size() == form.items.size(), path, "forms of entries");
            for (std::size_t i = 0; i < std::min(items.size(), form.items.size()); ++i)
                compareForm(form.items[i], items[i], path);
            return;
        }
        case config::FormKind::map: {
            expect(type == "object" && target.contains("additionalProperties"), path, "map");
            const nlohmann::json& values = target["additionalProperties"];
            if (form.items.front().kind == config::FormKind::anything)
                return expect(values == true, path, "values of any kind");
            const nlohmann::json items
                = values.contains("anyOf") ? values["anyOf"] : nlohmann::json::array({ values });
            expect(items.size() == form.items.size(), path, "forms of values");
            for (std::size_t i = 0; i < std::min(items.size(), form.items.size()); ++i)
                compareForm(form.items[i], items[i], path);
            return;
        }
        case config::FormKind::block:
            expect(type == "object", path, "block");
            return compare(*form.block, target, path);
        case config::FormKind::anything:
            return expect(false, path, "a form that says nothing");
        }
    }

    void compareLimits(
        const config::Form& form, const nlohmann::json& target, const std::string& path)
    {
        config::Limits expected;
        if (target.contains("minimum"))
            expected.min = target["minimum"].get<double>();
        if (target.contains("maximum"))
            expected.max = target["maximum"].get<double>();
        if (target.contains("exclusiveMinimum")) {
            expected.min = target["exclusiveMinimum"].get<double>();
            expected.excludesMin = true;
        }
        if (form.kind == config::FormKind::integer && expected.excludesMin) {
            expected.min += 1; // above 0 is 1 or more
            expected.excludesMin = false;
        }
        // These two are bounded by code that the schema does not show.
        if (path.ends_with(".std_dev") || path.ends_with(".variance"))
            expected.min = 0;
        expect(form.limits.min == expected.min && form.limits.max == expected.max
                && form.limits.excludesMin == expected.excludesMin && !form.limits.excludesMax,
            path, "limits");
        expect(form.limits.mustBeFinite == (path == "tokenizer.load_timeout"), path, "finite");
    }

    static config::Scalar scalarOf(const nlohmann::json& value)
    {
        if (value.is_boolean())
            return value.get<bool>();
        if (value.is_number_integer())
            return value.get<std::int64_t>();
        if (value.is_number())
            return value.get<double>();
        if (value.is_string())
            return value.get<std::string>();
        return {};
    }

    nlohmann::json m_schema;
    std::vector<std::string> m_differences;
    std::size_t m_fields = 0;
};

} // namespace poolscope::testing
