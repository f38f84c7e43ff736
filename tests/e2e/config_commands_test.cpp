// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/e2e/processes.h"

#include <sys/stat.h>

using namespace poolscope::testing;
using nlohmann::json;

/// `validate` over many files, `config`, `schema` and placeholders, as people and CI use them.
class ConfigCommandsTest : public QObject {
    Q_OBJECT

private slots:
    void init() { m_folder.emplace(); }

    void manyFilesGetOneTable()
    {
        m_folder->write("good.yaml", config(poolOfEight, 4));
        m_folder->write("bad.yaml", "load: {intervall: 2}\n");
        m_folder->write("notes.txt", "no config");
        const Outcome text = run({ "validate", at("*.yaml") });
        QCOMPARE(text.exitCode, 1);
        QVERIFY2(text.out.contains("file "), text.out.constData());
        QVERIFY(text.out.contains("bad.yaml   errors       1"));
        QVERIFY(text.out.contains("good.yaml  ok           0"));
        QVERIFY(text.out.endsWith("1 ok, 1 with errors\n"));
        const json files = json::parse(run({ "validate", "--json", at(".") }).out)["files"];
        QCOMPARE(files.size(), std::size_t{ 2 });
        const Outcome none = run({ "validate", at("*.yml") });
        QCOMPARE(none.exitCode, 1);
        QVERIFY2(none.err.contains("No file matches"), none.err.constData());
    }

    void releasesJudgeOtherwise()
    {
        m_folder->write("pool.yaml",
            config(poolOfEight, 4)
                .replace(
                    "server: {model_name: m}", "server: {model_name: m, base_url: 'http://h'}"));
        const auto judged = [&](const char* release) {
            return json::parse(
                run({ "validate", "--json", "--for", release, at("pool.yaml") }).out)["files"][0];
        };
        QVERIFY(judged("poolscope")["ok"].get<bool>());
        const json newest = judged("inference-perf@0.7.0");
        QVERIFY(!newest["ok"].get<bool>());
        const json older = judged("inference-perf@0.6.1");
        QVERIFY(older["ok"].get<bool>());
        QVERIFY(older.dump().find("no reuse at all") != std::string::npos);
        QCOMPARE(run({ "validate", "--for", "inference-perf@9", at("pool.yaml") }).exitCode, 2);
    }

    void sarifAnnotatesLines()
    {
        m_folder->write("bad name.yaml", "load: {}\napi: {stremaing: true}\n");
        const Outcome outcome = run({ "validate", "--sarif", at("bad name.yaml") });
        QCOMPARE(outcome.exitCode, 1);
        const json log = json::parse(outcome.out);
        QCOMPARE(log["version"].get<std::string>(), "2.1.0");
        const json& driver = log["runs"][0]["tool"]["driver"];
        COMPARE_TEXT(driver["name"].get<std::string>(), "poolscope");
        bool isFound = false;
        for (const json& result : log["runs"][0]["results"]) {
            const json& rule = driver["rules"][result["ruleIndex"].get<std::size_t>()];
            QVERIFY(rule["id"] == result["ruleId"]);
            QVERIFY(!rule["shortDescription"]["text"].get<std::string>().empty());
            if (result["ruleId"] != "PS202")
                continue;
            isFound = true;
            COMPARE_TEXT(result["level"].get<std::string>(), "error");
            const json& place = result["locations"][0]["physicalLocation"];
            QVERIFY(
                place["artifactLocation"]["uri"].get<std::string>().ends_with("/bad%20name.yaml"));
            QVERIFY(place["region"]
                == json({ { "startLine", 2 }, { "startColumn", 7 }, { "endLine", 2 },
                    { "endColumn", 16 } }));
            const json& change = result["fixes"][0]["artifactChanges"][0]["replacements"][0];
            COMPARE_TEXT(change["insertedContent"]["text"].get<std::string>(), "streaming");
        }
        QVERIFY(isFound);
    }

    void oneFieldIsSetInPlace()
    {
        const QByteArray before
            = "# mine\nload:\n    base_seed:   7   # lucky\n    type: poisson\n";
        m_folder->write("c.yaml", before);
        const Outcome outcome = run({ "config", "set", at("c.yaml"), "load.base_seed", "8" });
        QVERIFY2(outcome.exitCode == 0, outcome.err.constData());
        QCOMPARE(m_folder->read("c.yaml"), QByteArray(before).replace("7   #", "8   #"));
        QCOMPARE(run({ "config", "set", at("c.yaml"), "data.multimodal.image.pool", "{size: 3}" })
                     .exitCode,
            0);
        QVERIFY2(m_folder->read("c.yaml").contains("pool: {size: 3}")
                || m_folder->read("c.yaml").contains("size: 3"),
            m_folder->read("c.yaml").constData());
        QVERIFY(m_folder->read("c.yaml").startsWith("# mine\nload:\n    base_seed:   8   # lucky"));
        const Outcome piped = run({ "config", "set", "-", "load.type", "constant" }, before);
        QCOMPARE(piped.out, QByteArray(before).replace("poisson", "constant"));
    }

    void wrongValuesLeaveTheFileAsItWas()
    {
        const QByteArray before = "load: {base_seed: 7}\n";
        m_folder->write("c.yaml", before);
        const Outcome refused = run({ "config", "set", at("c.yaml"), "load.base_seed", "many" });
        QCOMPARE(refused.exitCode, 1);
        QVERIFY2(refused.err.contains("must be a whole number"), refused.err.constData());
        QVERIFY(refused.err.contains("is left as it was"));
        QCOMPARE(run({ "config", "set", at("c.yaml"), "load.base_seed.x", "1" }).exitCode, 1);
        QCOMPARE(run({ "config", "set", at("c.yaml"), "load.base_seed", "[" }).exitCode, 1);
        QCOMPARE(run({ "config", "set", at("missing.yaml"), "load.base_seed", "1" }).exitCode, 1);
        QCOMPARE(run({ "config", "set", at("c.yaml") }).exitCode, 2);
        QCOMPARE(m_folder->read("c.yaml"), before);
        QCOMPARE(
            run({ "config", "set", at("c.yaml"), "load.base_seed", "many", "--force" }).exitCode,
            0);
        QCOMPARE(m_folder->read("c.yaml"), QByteArray("load: {base_seed: many}\n"));
    }

    void keysGoRenamedAndMoved()
    {
        m_folder->write("c.yaml",
            "streaming: true # soon\ndata:\n  input_distribution: {std: 4, max: 9}\nload: {}\n");
        const auto edited = [&](const QStringList& arguments) {
            return run(QStringList{ "config" } + arguments).exitCode;
        };
        QCOMPARE(edited({ "rename", at("c.yaml"), "data.input_distribution.std", "std_dev" }), 0);
        QCOMPARE(edited({ "move", at("c.yaml"), "streaming", "api.streaming" }), 0);
        QCOMPARE(edited({ "remove", at("c.yaml"), "data.input_distribution.max" }), 0);
        QCOMPARE(m_folder->read("c.yaml"),
            QByteArray("data:\n  input_distribution: {std_dev: 4}\nload: {}\napi: {streaming: "
                       "true}\n"));
        QCOMPARE(edited({ "remove", at("c.yaml"), "load.stages" }), 1);
        QCOMPARE(edited({ "rename", at("c.yaml"), "load", "loads" }), 1);
        QCOMPARE(edited({ "move", at("c.yaml"), "load", "load.x" }), 1);
    }

    void whatNobodyKnowsIsNotWritten()
    {
        const QByteArray before = "load: {base_seed: 7}\n";
        m_folder->write("c.yaml", before);
        QCOMPARE(run({ "config", "set", at("c.yaml"), "zzz", "5" }).exitCode, 1);
        QCOMPARE(run({ "config", "set", at("c.yaml"), "load.nope", "5" }).exitCode, 1);
        QCOMPARE(run({ "config", "set", at("c.yaml"), "server.model_name", "..." }).exitCode, 1);
        QCOMPARE(m_folder->read("c.yaml"), before);
        QCOMPARE(run({ "config", "set", at("c.yaml"), "zzz", "5", "--force" }).exitCode, 0);
        QVERIFY(m_folder->read("c.yaml").contains("zzz: 5"));
    }

    void secretsStayOutOfAnnotations()
    {
        m_folder->write("c.yaml", "token: 1\npassword: sk-very\nserver: {api_key: 12345678901}\n");
        for (const char* format : { "--sarif", "--json" }) {
            const Outcome outcome = run({ "validate", format, at("c.yaml") });
            QVERIFY2(!outcome.out.contains("sk-very") && !outcome.out.contains("12345678901"),
                outcome.out.constData());
        }
    }

    void aStopEndsWhatWaits()
    {
        QCOMPARE(mkfifo(qPrintable(at("pipe")), 0600), 0);
        QProcess process;
        process.start(program, { "validate", at("pipe") });
        QVERIFY(process.waitForStarted());
        QTest::qWait(300); // it may or may not wait for a writer by now: both must end
        process.terminate();
        QVERIFY(process.waitForFinished(20'000));
        QCOMPARE(process.exitCode(), 130);
    }

    void fieldsAreExplained()
    {
        const Outcome text = run({ "config", "explain", "load.stages.0.rate" });
        QCOMPARE(text.exitCode, 0);
        QVERIFY2(text.out.contains("Requests per second."), text.out.constData());
        QVERIFY(text.out.contains("requests/s"));
        const json pool
            = json::parse(run({ "config", "explain", "--json", "data.multimodal.image.pool" }).out);
        COMPARE_TEXT(pool["path"].get<std::string>(), "data.multimodal.image.pool");
        QCOMPARE(pool["keys"].size(), std::size_t{ 3 });
        QVERIFY(run({ "config", "explain" }).out.contains("circuit_breakers"));
        const json alias = json::parse(
            run({ "config", "explain", "--json", "data.shared_prefix.num_unique_system_prompts" })
                .out);
        COMPARE_TEXT(alias["path"].get<std::string>(), "data.shared_prefix.num_groups");
        const Outcome unknown = run({ "config", "explain", "load.stages.rat" });
        QCOMPARE(unknown.exitCode, 1);
        QVERIFY2(unknown.err.contains("Did you mean load.stages.rate?"), unknown.err.constData());
    }

    void theSchemaIsJson()
    {
        const json schema = json::parse(run({ "schema" }).out);
        QVERIFY(schema["definitions"]["Image"]["properties"].contains("pool"));
        const json release = json::parse(run({ "schema", "--for", "inference-perf@0.7.0" }).out);
        QVERIFY(!release["definitions"]["Image"]["properties"].contains("pool"));
    }

    void placeholdersAreFilledOrListed()
    {
        QByteArray text = config(poolOfEight, 4);
        text.replace("num_requests: 4", "num_requests: ${REQUESTS}");
        text.replace(
            "model_name: m", "model_name: '<model>', base_url: 'http://REPLACE_ENV_HOST:1'");
        text.replace("[{num_requests: ${REQUESTS}, concurrency_level: 8}]",
            "\n    - num_requests: ${REQUESTS} # of ${NOBODY}\n      concurrency_level: 8");
        m_folder->write("c.yaml", text);
        const Outcome plan = run({ "run", at("c.yaml"), "--sim" });
        QCOMPARE(plan.exitCode, 1);
        QVERIFY2(plan.err.contains("A placeholder is not filled in: REQUESTS (load.stages.0."),
            plan.err.constData());
        const Outcome send = run({ "run", at("c.yaml"), "--fill", "REQUESTS=2" });
        QCOMPARE(send.exitCode, 1);
        QVERIFY2(send.err.contains("2 placeholders are not filled in: HOST (server.base_url), "
                                   "model (server.model_name)"),
            send.err.constData());
        QVERIFY(send.err.contains("--fill HOST=VALUE"));
        QCOMPARE(run({ "run", at("c.yaml"), "--fill", "REQUESTS=2", "--sim" }).exitCode, 0);
        const Outcome filled = run({ "run", at("c.yaml"), "--fill", "REQUESTS=2", "--fill",
            "model=m", "--fill", "REPLACE_ENV_HOST=127.0.0.1" });
        QCOMPARE(filled.exitCode, 5); // nobody listens there
        const Outcome unknown = run({ "show", at("c.yaml"), "--fill", "NOBODY=1" });
        QCOMPARE(unknown.exitCode, 1);
        QVERIFY2(
            unknown.err.contains("No placeholder is called \"NOBODY\""), unknown.err.constData());
        QVERIFY(unknown.err.contains("model, HOST, REQUESTS"));
    }

    void keysNeedTheirVariable()
    {
        QByteArray text = config(poolOfEight, 2);
        text.replace("model_name: m",
            "model_name: m, base_url: 'http://127.0.0.1:1', api_key: '${POOLSCOPE_TEST_KEY}'");
        m_folder->write("c.yaml", text);
        qunsetenv("POOLSCOPE_TEST_KEY");
        const Outcome unset = run({ "run", at("c.yaml") });
        QCOMPARE(unset.exitCode, 1);
        QVERIFY2(unset.err.contains("POOLSCOPE_TEST_KEY (server.api_key)"), unset.err.constData());
        qputenv("POOLSCOPE_TEST_KEY", "sk-secret");
        const Outcome set = run({ "run", at("c.yaml") });
        qunsetenv("POOLSCOPE_TEST_KEY");
        QCOMPARE(set.exitCode, 5);
        QVERIFY(!set.err.contains("sk-secret"));
    }

private:
    QString at(const QString& name) const { return m_folder->at(name); }

    std::optional<Folder> m_folder;
};

POOLSCOPE_TEST(ConfigCommandsTest)
#include "config_commands_test.moc"
