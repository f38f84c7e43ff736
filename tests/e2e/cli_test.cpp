// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/unit/testing.h"

#include <nlohmann/json.hpp>

#include <QCryptographicHash>
#include <QDir>
#include <QElapsedTimer>
#include <QProcess>
#include <QTemporaryDir>

#include <csignal>
#include <fstream>
#include <map>
#include <set>

using namespace poolscope;
using nlohmann::json;

namespace {

const QString program = QStringLiteral(POOLSCOPE_CLI);
const QString examples = QStringLiteral(POOLSCOPE_SOURCE) + "/resources/examples/";

struct Outcome {
    int exitCode = -1;
    QByteArray out;
    QByteArray err;
};

Outcome run(const QStringList& arguments, const QByteArray& input = {})
{
    QProcess process;
    process.start(program, arguments);
    process.write(input);
    process.closeWriteChannel();
    process.waitForFinished(120'000);
    return { process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
        process.readAllStandardOutput(), process.readAllStandardError() };
}

/// The simulated endpoint as a process of its own, with its log.
class Endpoint {
public:
    explicit Endpoint(const QString& log, const QStringList& more = {})
        : m_log(log)
    {
        m_process.start(program,
            QStringList{ "sim", "--port", "0", "--encode-ms-per-mtoken", "0",
                "--decode-ms-per-token", "0", "--log", log }
                + more);
        m_process.waitForReadyRead(20'000);
        m_url = QString::fromUtf8(m_process.readLine()).trimmed();
    }
    ~Endpoint()
    {
        m_process.terminate();
        m_process.waitForFinished(10'000);
    }

    QString url() const { return m_url; }
    /// What it received, a line each.
    std::vector<json> received() const
    {
        std::vector<json> lines;
        std::ifstream file(m_log.toStdString());
        for (std::string line; std::getline(file, line);)
            lines.push_back(json::parse(line));
        return lines;
    }

private:
    QProcess m_process;
    QString m_log;
    QString m_url;
};

QByteArray config(const QByteArray& pool, int requests)
{
    return "api: {type: chat}\n"
           "server: {model_name: m}\n"
           "data:\n"
           "  type: synthetic\n"
           "  input_distribution: {type: fixed, min: 8, max: 8, mean: 8}\n"
           "  output_distribution: {type: fixed, min: 4, max: 4, mean: 4}\n"
           "  multimodal:\n"
           "    image:\n"
           "      count: {type: fixed, min: 1, max: 1, mean: 1}\n"
           "      resolutions: {width: 64, height: 48}\n"
        + pool
        + "load:\n  type: concurrent\n  base_seed: 42\n"
          "  stages: [{num_requests: "
        + QByteArray::number(requests) + ", concurrency_level: 8}]\n";
}

const QByteArray poolOfEight = "      pool: {size: 8, sampling: {type: zipf, skew: 1.0}}\n";

/// How often each blob of a kind was received.
std::map<std::string, int> blobs(const std::vector<json>& requests, const std::string& kind)
{
    std::map<std::string, int> counts;
    for (const auto& request : requests)
        for (const auto& block : request["blocks"])
            if (block["kind"] == kind)
                ++counts[block["sha256"].get<std::string>()];
    return counts;
}

} // namespace

/// The command line as CI uses it: real processes, real HTTP, counted on the server's side.
class CliTest : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_folder->isValid());
    }

    void aPoolOfEightGivesExactlyThePlannedCounts()
    {
        write("c.yaml", config(poolOfEight, 200));
        const Endpoint endpoint(at("log.jsonl"));
        const Outcome sent
            = run({ "run", at("c.yaml"), "--endpoint", endpoint.url(), "--report", at("r") });
        QCOMPARE(sent.exitCode, 0);
        const auto counts = blobs(endpoint.received(), "image");
        QCOMPARE(counts.size(), std::size_t{ 8 });

        const json pool = json::parse(read("r/pool.json"))["modalities"]["image"];
        QCOMPARE(pool["distinct"].get<int>(), 8);
        QVERIFY(pool["planned"] == pool["sent"]);
        int total = 0;
        for (const auto& [item, hash] : pool["blob_sha256"].items()) {
            QCOMPARE(counts.at(hash.get<std::string>()), pool["planned"][item].get<int>());
            total += counts.at(hash.get<std::string>());
        }
        QCOMPARE(total, 200);
        for (const char* name : { "summary_lifecycle_metrics.json",
                 "stage_0_lifecycle_metrics.json", "per_request_lifecycle_metrics.json" })
            QVERIFY2(json::accept(read(QStringLiteral("r/") + name).toStdString()), name);
    }

    void shardsTogetherSendTheSamePool_data()
    {
        QTest::addColumn<int>("shards");
        for (const int shards : { 1, 2, 4 })
            QTest::addRow("%d", shards) << shards;
    }

    void shardsTogetherSendTheSamePool()
    {
        QFETCH(int, shards);
        write("c.yaml", config(poolOfEight, 200));
        const Endpoint endpoint(at("log.jsonl"));
        std::vector<std::unique_ptr<QProcess>> processes;
        for (int i = 0; i < shards; ++i) {
            processes.push_back(std::make_unique<QProcess>());
            processes.back()->start(program,
                { "run", at("c.yaml"), "--endpoint", endpoint.url(), "--shard",
                    QStringLiteral("%1/%2").arg(i).arg(shards) });
        }
        for (const auto& process : processes) {
            QVERIFY(process->waitForFinished(60'000));
            QCOMPARE(process->exitCode(), 0);
        }
        const auto requests = endpoint.received();
        QCOMPARE(requests.size(), std::size_t{ 200 });
        QCOMPARE(blobs(requests, "image").size(), std::size_t{ 8 });
        std::set<std::string> bodies;
        for (const auto& request : requests)
            bodies.insert(request["sha256"].get<std::string>());
        QCOMPARE(bodies.size(), std::size_t{ 200 });
    }

    void withoutAPoolEveryBlobIsDifferent()
    {
        write("c.yaml", config("", 60));
        const Endpoint endpoint(at("log.jsonl"));
        QCOMPARE(run({ "run", at("c.yaml"), "--endpoint", endpoint.url() }).exitCode, 0);
        QCOMPARE(blobs(endpoint.received(), "image").size(), std::size_t{ 60 });
    }

    void prefixBlobsAreOnePerGroupInEveryRun()
    {
        std::set<std::string> first;
        for (int again = 0; again < 2; ++again) {
            const Endpoint endpoint(at(again ? "b.jsonl" : "a.jsonl"));
            QCOMPARE(run({ "run", examples + "shared-prefix.yaml", "--endpoint", endpoint.url(),
                             "--requests", "120", "--concurrency", "4" })
                         .exitCode,
                0);
            std::map<std::string, int> leading;
            for (const auto& request : endpoint.received()) {
                QCOMPARE(request["blocks"][0]["kind"].get<std::string>(), std::string("image"));
                ++leading[request["blocks"][0]["sha256"].get<std::string>()];
            }
            std::set<std::string> hashes;
            for (const auto& [hash, count] : leading)
                hashes.insert(hash);
            QCOMPARE(hashes.size(), std::size_t{ 8 });
            if (again)
                QVERIFY(hashes == first);
            first = hashes;
        }
    }

    void theTwoRequestsAreWordForWord()
    {
        const Endpoint endpoint(at("log.jsonl"));
        QCOMPARE(
            run({ "run", examples + "two-requests.yaml", "--endpoint", endpoint.url() }).exitCode,
            0);
        const auto requests = endpoint.received();
        QCOMPARE(requests.size(), std::size_t{ 2 });
        const auto kinds = [](const json& request) {
            std::string text;
            for (const auto& block : request["blocks"])
                text += block["kind"].get<std::string>() + " ";
            return text;
        };
        COMPARE_TEXT(kinds(requests[0]), "text image text image ");
        COMPARE_TEXT(kinds(requests[1]), "text image ");
        QVERIFY(requests[0]["blocks"][3]["sha256"] == requests[1]["blocks"][1]["sha256"]);
        QVERIFY(requests[0]["blocks"][1]["sha256"] != requests[0]["blocks"][3]["sha256"]);
        QVERIFY(requests[0]["blocks"][0]["sha256"] != requests[1]["blocks"][0]["sha256"]);
    }

    void shownBodiesAreTheBytesThatWereSent_data()
    {
        QTest::addColumn<QString>("example");
        for (const QString& file : QDir(examples).entryList({ "*.yaml" }))
            QTest::addRow("%s", qPrintable(file)) << file;
    }

    /// For every request of every example: what `show --body` prints is what the endpoint received.
    void shownBodiesAreTheBytesThatWereSent()
    {
        QFETCH(QString, example);
        const Endpoint endpoint(at("log.jsonl"));
        const Outcome sent = run({ "run", examples + example, "--endpoint", endpoint.url(),
            "--concurrency", "8", "--json" });
        QVERIFY2(sent.exitCode == 0, sent.err.constData());
        std::multiset<std::string> received;
        for (const auto& request : endpoint.received())
            received.insert(request["sha256"].get<std::string>());
        QVERIFY(
            received.size() == json::parse(sent.out)["load_summary"]["count"].get<std::size_t>());

        const Outcome shown = run({ "show", examples + example, "--requests",
            QString::number(received.size()), "--json", "--bodies" });
        QVERIFY2(shown.exitCode == 0, shown.err.constData());
        std::multiset<std::string> expected;
        const json listed = json::parse(shown.out);
        for (const auto& request : listed["requests"])
            expected.insert(request["body_sha256"].get<std::string>());
        QVERIFY(received == expected);

        const Outcome body = run({ "show", examples + example, "--request", "1", "--body" });
        const auto hash = QCryptographicHash::hash(body.out, QCryptographicHash::Sha256).toHex();
        QVERIFY(received.contains(hash.toStdString()));
    }

    void examplesHaveNoDiagnostics_data() { shownBodiesAreTheBytesThatWereSent_data(); }
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
    QString at(const QString& name) const { return m_folder->filePath(name); }
    void write(const QString& name, const QByteArray& content) const
    {
        QFile file(at(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
    }
    QByteArray read(const QString& name) const
    {
        QFile file(at(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

POOLSCOPE_TEST(CliTest)
#include "cli_test.moc"
