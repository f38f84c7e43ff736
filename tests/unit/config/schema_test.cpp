// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/schema.h"
#include "core/config/schema/coerce.h"
#include "core/config/schema/nearest.h"
#include "core/config/schema/tables.h"
#include "tests/unit/config/upstream_schema.h"
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
                const Scalar standard = schema::standardOf(field);
                if (std::holds_alternative<std::monostate>(standard))
                    continue;
                QVERIFY2(std::any_of(field.forms.begin(), field.forms.end(),
                             [&](const Form& form) {
                                 return schema::fit(form, standard) == schema::Fit::fits;
                             }),
                    label.c_str());
            }
        }
    }

    void theTableIsUpstreamsSchema()
    {
        POOLSCOPE_NEEDS_SHARED();
        testing::SchemaComparison comparison(Json::parse(
            testing::readAll(testing::shared() / "reference/schema-inference-perf-0.7.0.json")));
        const auto differences = comparison.run();
        QVERIFY2(differences.empty(), differences.empty() ? "" : differences.front().c_str());
        QVERIFY(comparison.fields() > 500);
    }

    void theComparisonNoticesWhatDiffers()
    {
        POOLSCOPE_NEEDS_SHARED();
        const Json whole = Json::parse(
            testing::readAll(testing::shared() / "reference/schema-inference-perf-0.7.0.json"));
        const auto differs = [&](const char* pointer, const Json& value) {
            Json changed = whole;
            changed[Json::json_pointer(pointer)] = value;
            return !testing::SchemaComparison(changed).run().empty();
        };
        QVERIFY(!differs("/type", "object"));
        QVERIFY(differs("/$defs/LoadConfig/properties/request_retries/minimum", 1));
        QVERIFY(differs("/$defs/LoadConfig/properties/request_retries/default", 1));
        QVERIFY(differs("/$defs/LoadConfig/properties/new_key", { { "type", "integer" } }));
        QVERIFY(differs("/$defs/DataGenType/enum/3", "chance"));
        QVERIFY(differs("/$defs/MetricsSpec/properties/matches/minItems", 0));
        QVERIFY(differs("/$defs/ThemeSpec/additionalProperties", false));
        QVERIFY(differs("/$defs/TraceConfig/required", Json::array()));
        QVERIFY(differs(
            "/$defs/GoodputConfig/properties/constraints/additionalProperties/type", "string"));
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
        QCOMPARE(key("api.headers.x"), "headers");
        QCOMPARE(key("circuit_breakers.0.triggers.1.window_sec"), "window_sec");
        QCOMPARE(key("data.synthetic_agentic.theme_mix.generic.weight"), "weight");
        for (const char* path : { "", "datas", "data.x", "load.stages.rate", "metrics.kind",
                 "data.multimodal.image.pool.size.x" })
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
};

POOLSCOPE_TEST(SchemaTest)
#include "schema_test.moc"
