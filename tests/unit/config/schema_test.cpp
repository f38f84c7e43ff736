// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/schema.h"
#include "core/config/schema/coerce.h"
#include "core/config/schema/nearest.h"
#include "core/config/schema/tables.h"
#include "tests/unit/testing.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <functional>
#include <set>

using namespace poolscope;
using config::Block;
using config::Field;
using config::Form;
using config::FormKind;
using config::Scalar;
namespace schema = config::schema;
using Json = nlohmann::json;

namespace {

/// Every block that can be reached from the document.
std::vector<const Block*> allBlocks()
{
    std::vector<const Block*> found{ &config::rootBlock() };
    const std::function<void(std::span<const Form>)> follow = [&](std::span<const Form> forms) {
        for (const Form& form : forms) {
            if (form.block && std::find(found.begin(), found.end(), form.block) == found.end())
                found.push_back(form.block);
            follow(form.items);
        }
    };
    for (std::size_t i = 0; i < found.size(); ++i)
        for (const Field& field : found[i]->fields)
            follow(field.forms);
    return found;
}

/// The kinds of value that a property of upstream's JSON Schema admits: "integer", "Distribution",
/// "array", ... References to enums are the names.
std::set<std::string> kindsOf(const Json& property, const Json& definitions)
{
    if (property.contains("$ref")) {
        const std::string name = property["$ref"].get<std::string>().substr(8);
        return definitions[name].contains("enum") ? std::set<std::string>{ "enum" }
                                                  : std::set<std::string>{ "object" };
    }
    std::set<std::string> kinds;
    if (property.contains("anyOf"))
        for (const Json& option : property["anyOf"])
            kinds.merge(kindsOf(option, definitions));
    else
        kinds.insert(property["type"].get<std::string>());
    return kinds;
}

std::set<std::string> kindsOf(const Field& field)
{
    std::set<std::string> kinds;
    for (const Form& form : field.forms) {
        switch (form.kind) {
        case FormKind::boolean:
            kinds.insert("boolean");
            break;
        case FormKind::integer:
            kinds.insert("integer");
            break;
        case FormKind::number:
            kinds.insert("number");
            break;
        case FormKind::text:
            kinds.insert("string");
            break;
        case FormKind::choice:
            kinds.insert("enum");
            break;
        case FormKind::list:
            kinds.insert("array");
            break;
        default:
            kinds.insert("object");
        }
    }
    if (field.isNullable)
        kinds.insert("null");
    return kinds;
}

/// The names of the enum that a property refers to.
std::vector<std::string> namesOf(const Json& property, const Json& definitions)
{
    if (property.contains("$ref")) {
        const Json& target = definitions[property["$ref"].get<std::string>().substr(8)];
        return target.value("enum", std::vector<std::string>());
    }
    if (property.contains("anyOf"))
        for (const Json& option : property["anyOf"])
            if (auto names = namesOf(option, definitions); !names.empty())
                return names;
    return {};
}

Scalar scalarOf(const Json& value)
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

} // namespace

class SchemaTest : public QObject {
    Q_OBJECT

private slots:
    void theTableIsComplete()
    {
        for (const Block* block : allBlocks()) {
            std::set<std::string_view> keys;
            for (const Field& field : block->fields) {
                const std::string label = std::string(block->name) + '.' + std::string(field.key);
                QVERIFY2(keys.insert(field.key).second, label.c_str());
                QVERIFY2(!field.forms.empty(), label.c_str());
                QVERIFY2(field.help.size() > 3 && field.help.ends_with('.'), label.c_str());
                QVERIFY2(!field.isRequired || field.standard == "null", label.c_str());
                QVERIFY(block->find(field.key) == &field);
                QVERIFY(field.alias.empty() || block->find(field.alias) == &field);
                if (field.standard == "null" || field.standard == "{}" || field.standard == "[]")
                    continue;
                const Scalar standard = config::readPlainScalar(field.standard);
                QVERIFY2(std::any_of(field.forms.begin(), field.forms.end(),
                             [&](const Form& form) {
                                 return schema::fit(form, standard) == schema::Fit::fits;
                             }),
                    label.c_str());
            }
        }
    }

    void theTableIsUpstreamsSchema_data()
    {
        QTest::addColumn<QString>("definition");
        QTest::addColumn<quintptr>("block");
        const auto row = [](const char* definition, const Block& block) {
            QTest::addRow("%s", definition)
                << QString(definition) << reinterpret_cast<quintptr>(&block);
        };
        row("", config::rootBlock());
        row("APIConfig", schema::api);
        row("ResponseFormat", schema::responseFormat);
        row("DataConfig", schema::data);
        row("SharedPrefix", schema::sharedPrefix);
        row("Distribution", schema::distribution);
        row("SyntheticMultimodalDatagenConfig", schema::multimodal);
        row("ImageDatagenConfig", schema::image);
        row("VideoDatagenConfig", schema::video);
        row("AudioDatagenConfig", schema::audio);
        row("Resolution", schema::resolution);
        row("WeightedResolution", schema::weightedResolution);
        row("VideoProfile", schema::videoProfile);
        row("WeightedVideoProfile", schema::weightedVideoProfile);
        row("WeightedDuration", schema::weightedDuration);
        row("LoadConfig", schema::load);
        row("StandardLoadStage", schema::rateStage);
        row("ConcurrentLoadStage", schema::concurrencyStage);
        row("SweepConfig", schema::sweep);
        row("TraceConfig", schema::trace);
        row("MultiLoRAConfig", schema::adapterShare);
        row("ModelServerClientConfig", schema::server);
        row("CustomTokenizerConfig", schema::tokenizer);
    }

    void theTableIsUpstreamsSchema()
    {
        POOLSCOPE_NEEDS_SHARED();
        QFETCH(QString, definition);
        QFETCH(quintptr, block);
        const auto& table = *reinterpret_cast<const Block*>(block);
        const Json whole = Json::parse(
            testing::readAll(testing::shared() / "reference/schema-inference-perf-0.7.0.json"));
        const Json& definitions = whole["$defs"];
        const Json& properties = definition.isEmpty()
            ? whole["properties"]
            : definitions[definition.toStdString()]["properties"];
        std::size_t known = 0;
        for (const auto& [key, property] : properties.items()) {
            const Field* field = table.find(key);
            QVERIFY2(field, key.c_str());
            ++known;
            QVERIFY2(kindsOf(*field) == kindsOf(property, definitions), key.c_str());
            checkNames(*field, namesOf(property, definitions));
            checkDefault(*field, property, key);
            checkLimits(*field, property, key);
        }
        // What is ours alone: pools.
        const auto ours = std::count_if(table.fields.begin(), table.fields.end(),
            [](const Field& field) { return field.key == "pool"; });
        QCOMPARE(known + static_cast<std::size_t>(ours), table.fields.size());
    }

    void fieldsAreFoundByPath()
    {
        const auto key = [](std::string_view path) {
            const Field* field = config::fieldAt(config::parsePath(path));
            return field ? testing::text(field->key) : QStringLiteral("none");
        };
        QCOMPARE(key("data.multimodal.image.pool.size"), "size");
        QCOMPARE(key("data.multimodal.video.profiles.0.profile.frames"), "frames");
        QCOMPARE(key("data.multimodal.image.resolutions.3"), "resolutions");
        QCOMPARE(key("data.multimodal.image.resolutions.width"), "width");
        QCOMPARE(key("data.multimodal.audio.insertion_point.mean"), "mean");
        QCOMPARE(key("load.stages.0.rate"), "rate");
        QCOMPARE(key("load.stages.12.concurrency_level"), "concurrency_level");
        QCOMPARE(key("data.shared_prefix.num_unique_system_prompts"), "num_groups");
        QCOMPARE(key("data.multimodal.image.pool.sampling.sequence.0.1.at"), "at");
        QCOMPARE(key("data.multimodal.image.pool.sampling.weights.0.index"), "index");
        for (const char* path : { "", "datas", "data.x", "load.stages.rate", "metrics.type",
                 "data.multimodal.image.pool.size.x", "api.headers.x" })
            QCOMPARE(key(path), "none");
    }

    void formsAreDescribedInWords()
    {
        const auto words = [](std::string_view path) {
            return testing::text(config::describe(config::fieldAt(config::parsePath(path))->forms));
        };
        QCOMPARE(words("api.streaming"), "true or false");
        QCOMPARE(words("data.multimodal.image.pool.size"), "a whole number, from 1 to 10000000");
        QCOMPARE(words("load.stages.0.rate"), "a number, above 0, at most 1000000000");
        QCOMPARE(words("load.interval"), "a number, 0 or more");
        QCOMPARE(words("data.multimodal.image.insertion_point"),
            "a number, from 0 to 1, or a distribution");
        QCOMPARE(words("data.multimodal.image.resolutions"),
            "one of 4k, 1080p, 720p, 360p, or {width, height}, or a list, each entry {resolution, "
            "weight}");
        QCOMPARE(words("api.headers"), "a mapping of texts");
    }

    void coercionsAreThoseOfPydantic()
    {
        const auto integer = [](const Scalar& scalar) { return schema::toInteger(scalar); };
        using Text = std::string;
        for (const char* text : { "4", " 4 ", "4.0", "+4", "4.00" })
            QVERIFY2(integer(Text(text)) == 4, text);
        QVERIFY(integer(Text("1_000")) == 1000);
        QVERIFY(integer(Text("010")) == 10);
        QVERIFY(integer(Text("-4")) == -4);
        QVERIFY(integer(4.0) == 4);
        QVERIFY(integer(true) == 1);
        for (const char* text :
            { "4.", "4.5", "1e3", "0x1F", "", " ", "1__0", "_1", "1_", "+", "--1", "- 1", "x" })
            QVERIFY2(!integer(Text(text)), text);
        QVERIFY(!integer(4.5));
        QVERIFY(!integer(1e20));
        QVERIFY(!integer(std::nan("")));
        QVERIFY(!integer(Scalar()));

        const auto number = [](const Scalar& scalar) { return schema::toNumber(scalar); };
        QVERIFY(number(Text("1e3")) == 1000);
        QVERIFY(number(Text(" 1.5 ")) == 1.5);
        QVERIFY(number(Text("1_0.5")) == 10.5);
        QVERIFY(number(Text(".5")) == 0.5);
        QVERIFY(number(Text("5.")) == 5);
        QVERIFY(number(true) == 1);
        QVERIFY(number(std::int64_t{ 3 }) == 3);
        for (const char* text : { "inf", "Infinity", "+inf", "1e400" })
            QVERIFY2(std::isinf(number(Text(text)).value_or(0)), text);
        QVERIFY(std::isnan(number(Text("NaN")).value_or(0)));
        for (const char* text : { "", "1,5", "e3", "0x1p3", "1d3", "infinit" })
            QVERIFY2(!number(Text(text)), text);

        for (const char* text : { "true", "TRUE", "yes", "on", "y", "t", "1" })
            QVERIFY2(schema::toBool(Text(text)) == true, text);
        for (const char* text : { "false", "no", "off", "n", "f", "0" })
            QVERIFY2(schema::toBool(Text(text)) == false, text);
        for (const char* text : { "True ", "2", "" })
            QVERIFY2(!schema::toBool(Text(text)), text);
        QVERIFY(schema::toBool(std::int64_t{ 1 }) == true);
        QVERIFY(schema::toBool(0.0) == false);
        QVERIFY(!schema::toBool(std::int64_t{ 2 }));
        QVERIFY(!schema::toText(std::int64_t{ 1 }));
        QVERIFY(!schema::toText(config::Timestamp()));
    }

    void misspeltWordsFindTheirNeighbour()
    {
        constexpr std::array<std::string_view, 6> keys{ "std_dev", "num_requests", "multimodal",
            "duration", "rate", "min" };
        const auto near
            = [&](std::string_view word) { return testing::text(schema::nearest(word, keys)); };
        QCOMPARE(near("stddev"), "std_dev");
        QCOMPARE(near("std"), "std_dev");
        QCOMPARE(near("numRequests"), "num_requests");
        QCOMPARE(near("num-request"), "num_requests");
        QCOMPARE(near("mulitmodal"), "multimodal");
        QCOMPARE(near("Duration"), "duration");
        QCOMPARE(near("rat"), "rate");
        QCOMPARE(near("mni"), "min");
        for (const char* word : { "", "x", "endpoint", "max_tokens" })
            QCOMPARE(near(word), "");
    }

private:
    static void checkNames(const Field& field, const std::vector<std::string>& names)
    {
        if (names.empty())
            return;
        const auto& ours = field.forms.front().names;
        QVERIFY2(std::equal(names.begin(), names.end(), ours.begin(), ours.end()),
            std::string(field.key).c_str());
    }

    static void checkDefault(const Field& field, const Json& property, const std::string& key)
    {
        // base_seed and num_workers depend on the clock and the machine.
        if (key == "base_seed" || key == "num_workers")
            return;
        const bool isRequired = field.isRequired || field.isRequiredUpstream;
        QVERIFY2(isRequired == !property.contains("default"), key.c_str());
        if (isRequired || property["default"].is_structured())
            return;
        const Scalar expected = scalarOf(property["default"]);
        const Scalar ours = config::readPlainScalar(field.standard);
        const auto a = schema::toNumber(expected);
        const auto b = schema::toNumber(ours);
        QVERIFY2(expected == ours || (a && b && *a == *b), key.c_str());
    }

    /// Nothing that upstream refuses by a bound may pass ours.
    static void checkLimits(const Field& field, const Json& property, const std::string& key)
    {
        for (const auto& [name, isOpen] :
            { std::pair{ "minimum", false }, std::pair{ "exclusiveMinimum", true } }) {
            const Json* bound = property.contains(name) ? &property[name] : nullptr;
            if (property.contains("anyOf") && property["anyOf"][0].contains(name))
                bound = &property["anyOf"][0][name];
            if (!bound)
                continue;
            const double limit = bound->get<double>();
            QVERIFY2(!field.forms.front().limits.admit(limit - 1), key.c_str());
            QVERIFY2(!isOpen || !field.forms.front().limits.admit(limit), key.c_str());
        }
    }
};

POOLSCOPE_TEST(SchemaTest)
#include "schema_test.moc"
