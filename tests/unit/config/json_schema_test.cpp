// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/config.h"
#include "core/config/edit/plan.h"
#include "core/config/reader.h"
#include "core/config/schema/json_schema.h"
#include "tests/unit/config/check_cases.h"
#include "tests/unit/config/corpus.h"
#include "tests/unit/testing.h"

#include <nlohmann/json.hpp>

#include <QProcess>

#include <optional>
#include <set>
using namespace poolscope;
using config::Reading;
using Json = nlohmann::json;

namespace {

/// Reads a schema and a list of documents; prints for each whether the schema admits it.
constexpr const char* pythonValidator = "import sys, json, jsonschema\n"
                                        "schema, documents = json.load(sys.stdin)\n"
                                        "jsonschema.Draft7Validator.check_schema(schema)\n"
                                        "validator = jsonschema.Draft7Validator(schema)\n"
                                        "print(json.dumps([validator.is_valid(document) for "
                                        "document in documents]))\n";

/// What a validator of another house (python3-jsonschema) makes of documents; nothing when it is
/// not here.
std::optional<std::vector<bool>> admitted(Reading reading, const Json& documents)
{
    QProcess python;
    python.start("python3", { "-c", pythonValidator });
    const Json input = Json::array({ Json::parse(config::jsonSchema(reading)), documents });
    python.write(QByteArray::fromStdString(input.dump()));
    python.closeWriteChannel();
    if (!python.waitForFinished(120'000) || python.exitCode() != 0) {
        qWarning("%s", python.readAllStandardError().constData());
        return std::nullopt;
    }
    return Json::parse(python.readAllStandardOutput().toStdString()).get<std::vector<bool>>();
}

Json toJson(const config::Value& value)
{
    return std::visit(
        [](const auto& data) -> Json {
            using T = std::decay_t<decltype(data)>;
            if constexpr (std::is_same_v<T, std::monostate>) {
                return nullptr;
            } else if constexpr (std::is_same_v<T, config::Value::List>) {
                Json list = Json::array();
                for (const auto& item : data)
                    list.push_back(toJson(item));
                return list;
            } else if constexpr (std::is_same_v<T, config::Value::Map>) {
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

/// The config as JSON, in PyYAML's reading.
Json jsonOf(std::string_view text)
{
    const auto tree = config::read(text).tree;
    return tree.isEmpty() ? Json::object() : toJson(config::edit::valueOf(tree, tree.root()));
}

// What a JSON Schema of single fields cannot tell, by the codes of these rules.
const std::set<std::string> rules{ "PS107", "PS114", "PS301", "PS302", "PS311", "PS312", "PS313",
    "PS314", "PS315", "PS317", "PS318", "PS320", "PS321", "PS322", "PS323", "PS324", "PS325",
    "PS326", "PS327", "PS411" };

bool onlyRulesRefuse(const std::string& text, Reading reading)
{
    for (const auto& diagnostic : config::load(text, reading).diagnostics)
        if (diagnostic.severity == config::Severity::error && !rules.contains(diagnostic.code))
            return false;
    return true;
}

} // namespace

class JsonSchemaTest : public QObject {
    Q_OBJECT

private slots:
    void theCorpusIsJudgedAsByUs_data()
    {
        QTest::addColumn<int>("reading");
        QTest::newRow("0.7.0") << static_cast<int>(Reading::inferencePerf070);
        QTest::newRow("0.6.1") << static_cast<int>(Reading::inferencePerf061);
    }

    void theCorpusIsJudgedAsByUs()
    {
        POOLSCOPE_NEEDS_SHARED();
        QFETCH(int, reading);
        const auto release = static_cast<Reading>(reading);
        Json documents = Json::array();
        std::vector<const testing::CorpusFile*> files;
        for (const auto& file : testing::corpus()) {
            if (config::hasErrors(config::read(file.text).diagnostics))
                continue; // not YAML
            files.push_back(&file);
            documents.push_back(jsonOf(file.text));
        }
        const auto verdicts = admitted(release, documents);
        if (!verdicts)
            QSKIP("python3 with jsonschema is not here");
        QCOMPARE(verdicts->size(), files.size());
        std::size_t refused = 0;
        for (std::size_t i = 0; i < files.size(); ++i) {
            const bool isAdmitted = (*verdicts)[i];
            refused += isAdmitted ? 0 : 1;
            QVERIFY2(isAdmitted == onlyRulesRefuse(files[i]->text, release),
                (files[i]->name + (isAdmitted ? " is admitted" : " is refused")).c_str());
        }
        QVERIFY(refused >= 15);
    }

    void poolsAreKnownToPoolscopeOnly()
    {
        const Json documents = Json::array({ jsonOf(testing::cleanConfig()) });
        const auto own = admitted(Reading::poolscope, documents);
        if (!own)
            QSKIP("python3 with jsonschema is not here");
        QVERIFY(own->front());
        QVERIFY(!admitted(Reading::inferencePerf070, documents)->front());
        QVERIFY(admitted(Reading::inferencePerf061, documents)->front());
    }

    void fieldsAreHeldToTheTable_data()
    {
        QTest::addColumn<QString>("yaml");
        QTest::addColumn<bool>("isAdmitted");
        const auto row = [](const char* yaml, bool isAdmitted) {
            QTest::addRow("%s", yaml) << QString(yaml) << isAdmitted;
        };
        row("{}", true);
        row("load: {stages: [{rate: 1, duration: 2}]}", true);
        row("load: {stages: [{rate: 0, duration: 2}]}", false);
        row("load: {stages: [{num_requests: 1, concurrency_level: 2}]}", false);
        row("load: {type: concurrent, stages: [{num_requests: 1, concurrency_level: 2}]}", true);
        row("load: {type: concurrent, stages: [{rate: 1, duration: 2}]}", false);
        row("load: {type: trace_session_replay, stages: [{concurrent_sessions: 0}]}", true);
        row("data: {multimodal: {image: {pool: {size: 0}}}}", false);
        row("data: {multimodal: {image: {pool: {size: 3}}}}", true);
        row("data: {multimodal: {image: {resolutions: []}}}", false);
        row("data: {multimodal: {image: {resolutions: 720p}}}", true);
        row("data: {shared_prefix: {num_groups: 1, num_unique_system_prompts: 1}}", false);
        row("data: {shared_prefix: {num_unique_system_prompts: 1}}", true);
        row("metrics: {type: prometheus, prometheus: {url: 'ftp://x'}}", false);
        row("circuit_breakers: [{name: a, metrics: {matches: []}, triggers: []}]", false);
        row("somebody: {else: 1}", true);
        row("load: {somebody: 1}", false);
    }

    void fieldsAreHeldToTheTable()
    {
        QFETCH(QString, yaml);
        QFETCH(bool, isAdmitted);
        const auto verdict
            = admitted(Reading::poolscope, Json::array({ jsonOf(yaml.toStdString()) }));
        if (!verdict)
            QSKIP("python3 with jsonschema is not here");
        QCOMPARE(verdict->front(), isAdmitted);
    }

    void theShippedSchemaIsTheTables()
    {
        QCOMPARE(testing::text(
                     testing::readAll(POOLSCOPE_SOURCE "/resources/schema/poolscope.schema.json")),
            testing::text(config::jsonSchema(Reading::poolscope)));
    }
};

POOLSCOPE_TEST(JsonSchemaTest)
#include "json_schema_test.moc"
