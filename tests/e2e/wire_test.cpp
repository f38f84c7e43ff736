// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/e2e/processes.h"

using namespace poolscope::testing;
using nlohmann::json;

/// What goes over the wire: real processes, real HTTP, counted on the server's side.
class WireTest : public QObject {
    Q_OBJECT

private slots:
    void init() { m_folder.emplace(); }

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

    void aRunSaysWhetherItFollowedItsLaw()
    {
        write("c.yaml", config(poolOfEight, 200));
        const Endpoint endpoint(at("log.jsonl"));
        const Outcome sent = run({ "run", at("c.yaml"), "--endpoint", endpoint.url(), "--json" });
        QCOMPARE(sent.exitCode, 0);
        const json pool = json::parse(sent.out)["pool"];
        const json& check = pool["modalities"]["image"]["check"];
        QCOMPARE(check["agreement"].get<std::string>(), std::string("agrees"));
        QVERIFY(check["p"].get<double>() > 0.01 && check["p"].get<double>() <= 1);
        QVERIFY(check["log_e"].get<double>() < 3); // the alarm: ln 20
        QVERIFY(check["sentence"].get<std::string>().starts_with("200 draws agree with the law"));
        for (const char* key : { "seconds", "low", "high", "p", "sentence" })
            QVERIFY2(pool["ttft_first_seen_shift"].contains(key), key);

        const Outcome told = run({ "run", at("c.yaml"), "--endpoint", endpoint.url() });
        QVERIFY2(told.out.contains("200 draws agree with the law"), told.out.constData());
        QVERIFY2(told.out.contains("TTFT difference"), told.out.constData());
    }

    void aDryRunSaysWhetherItIsLongEnough()
    {
        write(
            "c.yaml", config("      pool: {size: 1000, sampling: {type: zipf, skew: 1.0}}\n", 60));
        const Outcome brief = run({ "run", at("c.yaml"), "--dry-run" });
        QVERIFY2(brief.out.contains("This run of 60 requests sees about ")
                && brief.out.contains("too short to show a difference of 20 % with 80 % power"),
            brief.out.constData());
        const Outcome longer = run({ "run", at("c.yaml"), "--dry-run", "--requests", "1000" });
        QVERIFY2(longer.out.contains("enough to show a difference of 20 % with 80 % power"),
            longer.out.constData());
        const json advice = json::parse(
            run({ "run", at("c.yaml"), "--dry-run", "--json" }).out)["ttft_first_seen"];
        QCOMPARE(advice["enough"].get<bool>(), false);
        QVERIFY(advice["first_seen"].get<double>() + advice["repeats"].get<double>() == 60);
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

    void shownBodiesAreTheBytesThatWereSent_data() { exampleRows(); }

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

private:
    QString at(const QString& name) const { return m_folder->at(name); }
    void write(const QString& name, const QByteArray& content) const
    {
        m_folder->write(name, content);
    }
    QByteArray read(const QString& name) const { return m_folder->read(name); }

    std::optional<Folder> m_folder;
};

POOLSCOPE_TEST(WireTest)
#include "wire_test.moc"
