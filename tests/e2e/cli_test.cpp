// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/e2e/processes.h"

using namespace poolscope::testing;
using nlohmann::json;

/// The command line as CI uses it.
class CliTest : public QObject {
    Q_OBJECT

private slots:
    void init() { m_folder.emplace(); }

    void examplesHaveNoDiagnostics_data() { exampleRows(); }
    void examplesHaveNoDiagnostics()
    {
        QFETCH(QString, example);
        const Outcome outcome = run({ "validate", examples + example, "--json" });
        QCOMPARE(outcome.exitCode, 0);
        const json file = json::parse(outcome.out)["files"][0];
        QVERIFY(file["ok"].get<bool>());
        QVERIFY2(file["diagnostics"].empty(), outcome.out.constData());
    }

    void wrongConfigsSayWhereAndWhy()
    {
        write("bad.yaml",
            "data:\n  type: synthetic\n  multimodal:\n    image:\n      pool: {size: 0}\n");
        const Outcome text = run({ "validate", at("bad.yaml") });
        QCOMPARE(text.exitCode, 1);
        QVERIFY2(text.out.contains("bad.yaml:5:"), text.out.constData());
        QVERIFY(text.out.contains(": error: "));
        const json file
            = json::parse(run({ "validate", "--json", at("bad.yaml") }).out)["files"][0];
        QVERIFY(!file["ok"].get<bool>());
        bool isFound = false;
        for (const auto& diagnostic : file["diagnostics"])
            isFound = isFound
                || (diagnostic["path"] == "data.multimodal.image.pool.size"
                    && diagnostic["line"] == 5 && diagnostic["severity"] == "error"
                    && !diagnostic["code"].get<std::string>().empty());
        QVERIFY(isFound);
        QCOMPARE(run({ "show", at("bad.yaml") }).exitCode, 1);
        QCOMPARE(run({ "validate", at("missing.yaml") }).exitCode, 1);
        QCOMPARE(run({ "validate" }).exitCode, 2);
        QCOMPARE(run({ "nonsense" }).exitCode, 2);
        QCOMPARE(run({ "validate", "-", "--json" }, config(poolOfEight, 4)).exitCode, 0);
    }

    void overridesDoNotTouchTheFile()
    {
        const QByteArray before = config(poolOfEight, 10);
        write("c.yaml", before);
        const Outcome shown = run({ "show", at("c.yaml"), "--json", "--set",
            "data.multimodal.image.pool.size=3", "--seed", "7" });
        QCOMPARE(shown.exitCode, 0);
        const json figures = json::parse(shown.out);
        QCOMPARE(figures["modalities"]["image"]["pool_size"].get<int>(), 3);
        QCOMPARE(figures["seed"].get<int>(), 7);
        QCOMPARE(read("c.yaml"), before);
    }

    void renderedFilesAreThePoolItems()
    {
        write("c.yaml", config(poolOfEight, 10));
        QCOMPARE(run({ "render", at("c.yaml"), "--out", at("one"), "--jobs", "1" }).exitCode, 0);
        QCOMPARE(run({ "render", at("c.yaml"), "--out", at("two"), "--jobs", "4" }).exitCode, 0);
        QCOMPARE(read("one/manifest.json"), read("two/manifest.json"));
        const json manifest = json::parse(read("one/manifest.json"));
        QCOMPARE(manifest["items"].size(), std::size_t{ 8 });
        std::set<std::string> hashes;
        for (const auto& item : manifest["items"]) {
            const QByteArray bytes = read("one/" + QString::fromStdString(item["file"]));
            QCOMPARE(static_cast<qsizetype>(item["bytes"].get<int>()), bytes.size());
            const auto hash = QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
            COMPARE_TEXT(item["sha256"].get<std::string>(), hash.toStdString());
            hashes.insert(hash.toStdString());
        }
        QCOMPARE(hashes.size(), std::size_t{ 8 });
        QVERIFY(QFile::exists(at("one/image-000003.png")));
        QCOMPARE(
            run({ "render", at("c.yaml"), "--out", at("three"), "--items", "2-3" }).exitCode, 0);
        QCOMPARE(read("three/image-000003.png"), read("one/image-000003.png"));
        QVERIFY(!QFile::exists(at("three/image-000004.png")));
    }

    void exportsRunElsewhere()
    {
        QByteArray text = config(poolOfEight, 6);
        text.replace("  base_seed: 42\n", "");
        text.replace("server: {model_name: m}", "server: {model_name: m, api_key: sk-verysecret}");
        write("c.yaml", text);
        const Outcome list = run({ "export", "--list" });
        QCOMPARE(list.exitCode, 0);
        QVERIFY(list.out.startsWith("extended"));
        const Outcome done
            = run({ "export", at("c.yaml"), "--to", "extended", "--out", at("ci"), "--seed", "9" });
        QVERIFY2(done.exitCode == 0, done.err.constData());
        const QByteArray exported = read("ci/config.yaml");
        QVERIFY(exported.contains("base_seed: 9"));
        QVERIFY(!exported.contains("verysecret"));
        QCOMPARE(run({ "run", at("ci/config.yaml"), "--sim", "--requests", "4" }).exitCode, 0);
        QCOMPARE(run({ "export", at("c.yaml"), "--to", "nothing", "--out", at("x") }).exitCode, 2);
    }

    void exportsSpareTheConfigItself()
    {
        const QByteArray text = config(poolOfEight, 6);
        write("config.yaml", text);
        const Outcome outcome
            = run({ "export", at("config.yaml"), "--to", "extended", "--out", at(".") });
        QCOMPARE(outcome.exitCode, 1);
        QVERIFY(outcome.err.contains("the config itself"));
        QCOMPARE(read("config.yaml"), text);
        // A seed that no file could hold is refused.
        QCOMPARE(run({ "show", at("config.yaml"), "--seed", "18446744073709551615" }).exitCode, 2);
    }

    void proxiesAreNotForThisMachine()
    {
        write("c.yaml", config(poolOfEight, 5));
        qputenv("http_proxy", "http://127.0.0.1:9");
        const Outcome outcome = run({ "run", at("c.yaml"), "--sim" });
        qunsetenv("http_proxy");
        QVERIFY2(outcome.exitCode == 0, outcome.err.constData());
    }

    void endpointsThatAreNotThereHaveTheirExitCode()
    {
        write("c.yaml", config(poolOfEight, 5));
        const Outcome outcome = run({ "run", at("c.yaml"), "--endpoint", "http://127.0.0.1:1" });
        QCOMPARE(outcome.exitCode, 5);
        QVERIFY(outcome.err.contains("127.0.0.1:1"));
    }

    void interruptionStillReports()
    {
        write("c.yaml", config(poolOfEight, 100'000));
        QProcess process;
        process.start(program,
            { "run", at("c.yaml"), "--sim", "--concurrency", "2", "--report", at("r"), "--json" });
        QVERIFY(process.waitForStarted());
        QTest::qWait(2500);
        ::kill(static_cast<pid_t>(process.processId()), SIGINT);
        QVERIFY(process.waitForFinished(15'000));
        QCOMPARE(process.exitCode(), 130);
        const json summary = json::parse(process.readAllStandardOutput());
        QVERIFY(summary["load_summary"]["count"].get<int>() > 0);
        QVERIFY(QFile::exists(at("r/pool.json")));
    }

    void dryRunsSendNothing()
    {
        write("c.yaml", config(poolOfEight, 50));
        const Outcome outcome = run({ "run", at("c.yaml"), "--dry-run", "--json" });
        QCOMPARE(outcome.exitCode, 0);
        const json planned = json::parse(outcome.out);
        QCOMPARE(planned["requests"].get<int>(), 50);
        QVERIFY(planned["bytes"].get<double>() > 50 * 1000);
    }

    void helpAndVersionAnswer()
    {
        const Outcome version = run({ "--version" });
        QCOMPARE(version.exitCode, 0);
        QVERIFY(version.out.startsWith("poolscope-cli "));
        QVERIFY(version.out.contains("libcurl") && version.out.contains("libavcodec"));
        for (const char* command : { "validate", "show", "render", "run", "export", "sim" }) {
            const Outcome help = run({ command, "--help" });
            QCOMPARE(help.exitCode, 0);
            QVERIFY2(help.out.contains("Example: poolscope-cli "), command);
        }
    }

private:
    QString at(const QString& name) const { return m_folder->at(name); }
    void write(const QString& name, const QByteArray& content) const
    {
        m_folder->write(name, content);
    }
    QByteArray read(const QString& name) const { return m_folder->read(name); }

    std::optional<Folder> m_folder;
};

POOLSCOPE_TEST(CliTest)
#include "cli_test.moc"
