// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/e2e/processes.h"

#include <cmath>

using namespace poolscope::testing;
using nlohmann::json;

/// `fit`: logs as they come, what is said of them, and the law in a config.
class FitTest : public QObject {
    Q_OBJECT

    /// Draws from zipf 0.9 over 500 items, the same on every machine.
    static std::vector<int> draws(int count)
    {
        std::vector<double> cumulative;
        double total = 0;
        for (int rank = 1; rank <= 500; ++rank)
            cumulative.push_back(total += std::pow(rank, -0.9));
        std::vector<int> items;
        std::uint64_t state = 1;
        for (int i = 0; i < count; ++i) {
            state = state * 6364136223846793005U + 1442695040888963407U;
            const double u = static_cast<double>(state >> 11U) / 9007199254740992.0 * total;
            items.push_back(static_cast<int>(
                std::lower_bound(cumulative.begin(), cumulative.end(), u) - cumulative.begin()));
        }
        return items;
    }

    static QByteArray plainLog(int count)
    {
        QByteArray log;
        for (const int item : draws(count))
            log += "img-" + QByteArray::number(item) + '\n';
        return log;
    }

    json fitted(const QStringList& arguments, const QByteArray& input = {}) const
    {
        const Outcome outcome = run(QStringList{ "fit", "--json" } + arguments, input);
        return outcome.exitCode == 0 ? json::parse(outcome.out) : json::object();
    }

private slots:
    void init()
    {
        m_folder.emplace();
        m_folder->write("plain.log", plainLog(10'000));
    }

    void tableSaysWhatWasFound()
    {
        const Outcome outcome = run({ "fit", at("plain.log") });
        QCOMPARE(outcome.exitCode, 0);
        QVERIFY2(outcome.err.isEmpty(), outcome.err.constData());
        for (const char* part : { "Accesses        10 000", "Repeats", "Skew", "Pool size", "BIC",
                 "chosen", "Second half", "Drift", "10 000 accesses with 95" })
            QVERIFY2(outcome.out.contains(part), outcome.out.constData());
        QVERIFY(!outcome.out.contains('\x1b'));
    }

    void jsonHasTheFigures()
    {
        const json fit = fitted({ at("plain.log") });
        QCOMPARE(fit["accesses"].get<int>(), 10'000);
        COMPARE_TEXT(fit["format"].get<std::string>(), "plain");
        COMPARE_TEXT(fit["chosen"].get<std::string>(), "zipf");
        QVERIFY(std::fabs(fit["skew"].get<double>() - 0.9) < 0.05);
        QVERIFY(fit["skew_interval"][0].get<double>() < 0.9);
        QVERIFY(fit["skew_interval"][1].get<double>() > 0.9);
        QVERIFY(std::abs(fit["size"].get<double>() - 500) < 25);
        QCOMPARE(fit["models"].size(), std::size_t{ 3 });
        for (const json& model : fit["models"])
            QVERIFY(model["bic"].is_number() && model["goodness"]["p"].is_number());
        COMPARE_TEXT(fit["recommendation"]["law"].get<std::string>(), "zipf");
        QVERIFY(fit["held_out"]["model"].is_number() && fit["drift_z"].is_number());
        QVERIFY(fit["observed"].size() > 20 && fit["fitted"].size() > 20);
        QVERIFY(!fit["verdict"].get<std::string>().empty() && !fit["applied"].get<bool>());
    }

    void formsGiveTheSameAnswer()
    {
        const std::vector<int> items = draws(4000);
        QByteArray plain;
        QByteArray csv = "time,\"image, id\",user\r\n";
        QByteArray tsv = "time\timage_id\n";
        QByteArray jsonl;
        for (std::size_t i = 0; i < items.size(); ++i) {
            const QByteArray id = "item \"" + QByteArray::number(items[i]) + "\"";
            plain += id + '\n';
            csv += "12,\"" + QByteArray(id).replace("\"", "\"\"") + "\",a\r\n";
            tsv += "12\t" + id + '\n';
            if (i % 4 == 0) {
                const json row{ { "t", i },
                    { "hash_ids", { items[i], items[i + 1], items[i + 2], items[i + 3] } } };
                jsonl += QByteArray::fromStdString(row.dump()) + '\n';
            }
        }
        m_folder->write("a.txt", plain);
        m_folder->write("a.csv", csv);
        m_folder->write("a.tsv", tsv);
        m_folder->write("a.jsonl", jsonl);
        QCOMPARE(QProcess::execute("gzip", { "-k", at("a.jsonl") }), 0);
        const json first = fitted({ at("a.txt") });
        QCOMPARE(first["accesses"].get<int>(), 4000);
        for (const QStringList& log : std::vector<QStringList>{
                 { at("a.csv"), "--field", "image, id" }, { at("a.csv"), "--field", "2" },
                 { at("a.tsv") }, { at("a.tsv"), "--format", "tsv", "--header" },
                 { at("a.jsonl"), "--field", "hash_ids" }, { at("a.jsonl.gz") } }) {
            const json fit = fitted(log);
            QVERIFY2(fit.contains("skew"), qPrintable(log.join(' ')));
            QCOMPARE(fit["accesses"].get<int>(), 4000);
            QVERIFY(fit["distinct"] == first["distinct"]);
            QCOMPARE(fit["skew"].get<double>(), first["skew"].get<double>());
        }
        QVERIFY(fitted({ at("a.jsonl.gz") })["compressed"].get<bool>());
        QVERIFY(fitted({ "-" }, plain)["skew"] == first["skew"]);
        QCOMPARE(
            fitted({ at("a.tsv"), "--no-header", "--field", "2" })["accesses"].get<int>(), 4001);
    }

    void ranksMayBeKnown()
    {
        QByteArray log;
        for (const int item : draws(3000))
            log += QByteArray::number(item) + '\n';
        m_folder->write("indices.log", log);
        const json fit = fitted({ at("indices.log"), "--ranks-known", "--size", "500" });
        COMPARE_TEXT(fit["ranks"].get<std::string>(), "known");
        QCOMPARE(fit["size"].get<double>(), 500.0);
        QCOMPARE(fit["models"].size(), std::size_t{ 4 });
        QVERIFY(std::fabs(fit["skew"].get<double>() - 0.9) < 4 * fit["skew_error"].get<double>());
        const Outcome named = run({ "fit", at("plain.log"), "--ranks-known" });
        QCOMPARE(named.exitCode, 1);
        QVERIFY2(named.err.contains("is no index"), named.err.constData());
        const Outcome small = run({ "fit", at("indices.log"), "--size", "10" });
        QCOMPARE(small.exitCode, 1);
        QVERIFY2(small.err.contains("more than --size 10"), small.err.constData());
    }

    void badLinesAreCountedAndNamed()
    {
        QByteArray log;
        int line = 0;
        for (const int item : draws(600))
            log += ++line % 40 == 0 ? QByteArray("{broken\n")
                                    : "{\"id\": " + QByteArray::number(item) + "}\n";
        m_folder->write("bad.jsonl", log);
        const Outcome outcome = run({ "fit", "--json", at("bad.jsonl") });
        QCOMPARE(outcome.exitCode, 0);
        const json fit = json::parse(outcome.out);
        QCOMPARE(fit["bad_lines"].get<int>(), 15);
        QCOMPARE(fit["first_bad_lines"][0]["line"].get<int>(), 40);
        QVERIFY2(outcome.err.contains("bad.jsonl:40: note:"), outcome.err.constData());
        QVERIFY(outcome.err.contains("5 more lines like these"));
    }

    void shortLogsAreCalledShort()
    {
        m_folder->write("short.log", "a\nb\na\nc\n");
        m_folder->write("c.yaml", config(poolOfEight, 4));
        const QByteArray before = m_folder->read("c.yaml");
        const Outcome outcome = run({ "fit", at("short.log"), "--seconds", "11" });
        QCOMPARE(outcome.exitCode, 0);
        QVERIFY2(outcome.out.contains("11 s (4 accesses) with 25 % reuse: too short to fit"),
            outcome.out.constData());
        const json fit = fitted({ at("short.log") });
        QVERIFY(fit["skew"].is_null() && fit["recommendation"].is_null());
        const Outcome applied
            = run({ "fit", at("short.log"), "--apply", at("c.yaml"), "--modality", "image" });
        QCOMPARE(applied.exitCode, 1);
        QVERIFY2(applied.err.contains("is left as it was"), applied.err.constData());
        QVERIFY(applied.err.contains("Fit a longer log"));
        QCOMPARE(m_folder->read("c.yaml"), before);
    }

    void theTraceIsReadAndItsHeadIsTooShort()
    {
        POOLSCOPE_NEEDS_SHARED();
        const auto trace = shared() / "traces" / "mooncake_conversation_trace_head.jsonl";
        if (!std::filesystem::exists(trace))
            QSKIP("the trace is not here");
        QByteArray head;
        std::ifstream file(trace);
        for (std::string line; std::getline(file, line);) {
            if (json::parse(line)["timestamp"].get<int>() > 11'000)
                break;
            head += QByteArray::fromStdString(line) + '\n';
        }
        m_folder->write("head.jsonl", head);
        const Outcome early = run({ "fit", at("head.jsonl"), "--seconds", "11" });
        QCOMPARE(early.exitCode, 0);
        QVERIFY2(early.out.contains("3.69 % reuse: too short to fit"), early.out.constData());
        const json whole = fitted({ QString::fromStdString(trace.string()) });
        QCOMPARE(whole["accesses"].get<int>(), 277'013);
        QVERIFY(whole["drift_z"].get<double>() < -4); // its items come and go, and it says so
        QVERIFY(whole["remarks"].dump().find("come and go") != std::string::npos);
    }

    void lawsAreAppliedInPlace()
    {
        const QByteArray before = config("      pool:\n        size: 8   # mine\n"
                                         "        # law\n"
                                         "        sampling: {type: uniform, min: 0, max: 7}\n",
            4);
        m_folder->write("c.yaml", before);
        const Outcome outcome
            = run({ "fit", at("plain.log"), "--apply", at("c.yaml"), "--modality", "image" });
        QVERIFY2(outcome.exitCode == 0, outcome.err.constData());
        QVERIFY(outcome.out.contains("Written to data.multimodal.image.pool"));
        const json advice = fitted({ at("plain.log") })["recommendation"];
        const QByteArray size = QByteArray::number(advice["size"].get<int>());
        const QByteArray after = m_folder->read("c.yaml");
        QVERIFY(after.contains("size: " + size + "   # mine\n        # law\n"));
        QByteArray undone = after;
        undone.replace("size: " + size, "size: 8");
        const auto sampling = undone.indexOf("{type: zipf");
        QVERIFY(sampling > 0);
        undone.replace(sampling, undone.indexOf('}', sampling) + 1 - sampling,
            "{type: uniform, min: 0, max: 7}");
        QCOMPARE(undone, before);
        QCOMPARE(run({ "validate", at("c.yaml") }).exitCode, 0);
        const json image
            = json::parse(run({ "show", "--json", at("c.yaml") }).out)["modalities"]["image"];
        COMPARE_TEXT(image["law"].get<std::string>(), "zipf");
        QCOMPARE(image["skew"].get<double>(), advice["skew"].get<double>());
        QVERIFY(image["pool_size"] == advice["size"]);
        QCOMPARE(image["max"].get<int>(), advice["size"].get<int>() - 1);
    }

    void weightsAreAppliedAndBlocksAreMade()
    {
        QByteArray log; // three hot items and many alike: no simple law
        int turn = 0;
        for (const int item : draws(9000))
            log += ++turn % 2 == 0 ? "hot-" + QByteArray::number(turn / 2 % 3) + '\n'
                                   : "cold-" + QByteArray::number((item * 37 + turn) % 300) + '\n';
        m_folder->write("odd.log", log);
        m_folder->write("c.yaml", config("", 4));
        const json fit = fitted({ at("odd.log"), "--apply", at("c.yaml"), "--modality", "image" });
        COMPARE_TEXT(fit["chosen"].get<std::string>(), "weights");
        QVERIFY(fit["applied"].get<bool>());
        QCOMPARE(run({ "validate", at("c.yaml") }).exitCode, 0);
        const json image
            = json::parse(run({ "show", "--json", at("c.yaml") }).out)["modalities"]["image"];
        COMPARE_TEXT(image["law"].get<std::string>(), "weights");
        QCOMPARE(image["pool_size"].get<int>(), 303);
        const Outcome video
            = run({ "fit", at("plain.log"), "--apply", at("c.yaml"), "--modality", "video" });
        QCOMPARE(video.exitCode, 0);
        QVERIFY2(video.err.contains("Without count"), video.err.constData());
        QVERIFY(m_folder->read("c.yaml").contains("video:"));
    }

    void plotsAreDrawn()
    {
        QCOMPARE(run({ "fit", at("plain.log"), "--plot", at("p.svg") }).exitCode, 0);
        const QByteArray svg = m_folder->read("p.svg");
        QVERIFY(svg.startsWith("<svg ") && svg.contains("Uses by rank: plain.log"));
        QVERIFY(svg.contains("observed") && svg.contains("zipf 0."));
        const Outcome nowhere = run({ "fit", at("plain.log"), "--plot", at("no/p.svg") });
        QCOMPARE(nowhere.exitCode, 1);
        QVERIFY(nowhere.out.contains("Skew"));
    }

    void wrongUseIsTold()
    {
        for (const QStringList& arguments : std::vector<QStringList>{ {}, { "--format", "xml" },
                 { "--apply", "c.yaml" }, { "--modality", "text" }, { "--delimiter", "ab" },
                 { "--format", "plain", "--header" }, { "--format", "jsonl", "--delimiter", ";" },
                 { "--format", "plain", "--field", "id" }, { "--header", "--no-header" },
                 { "--size", "0" }, { "--size", "-3" }, { "--seconds", "0" },
                 { "--apply", "-", "--modality", "image" } }) {
            const QStringList log
                = arguments.empty() ? QStringList() : QStringList{ at("plain.log") };
            QVERIFY2(run(QStringList{ "fit" } + log + arguments).exitCode == 2,
                qPrintable(arguments.join(' ')));
        }
    }

    void oddFilesAreRefused()
    {
        m_folder->write("empty.log", "");
        m_folder->write("binary.log", QByteArray(2000, '\0') + QByteArray(300, '\xff'));
        m_folder->write("cut.gz", QByteArray::fromHex("1f8b0800000000000003"));
        QDir(at(".")).mkdir("folder");
        for (const char* name : { "empty.log", "cut.gz", "folder", "missing.log" }) {
            const Outcome outcome = run({ "fit", at(name) });
            QVERIFY2(outcome.exitCode == 1, name);
            QVERIFY2(outcome.err.startsWith("error: "), outcome.err.constData());
            QVERIFY(outcome.out.isEmpty());
        }
        QVERIFY(run({ "fit", at("binary.log") }).exitCode >= 0);
        // What a log holds must not steer the terminal.
        m_folder->write("hostile.csv", "a\x1b[31mb,c\x07\n1,2\n");
        const Outcome hostile = run({ "fit", at("hostile.csv") });
        QCOMPARE(hostile.exitCode, 1);
        QVERIFY(hostile.err.contains("31mb") && !hostile.err.contains('\x1b'));
    }

private:
    QString at(const QString& name) const { return m_folder->at(name); }

    std::optional<Folder> m_folder;
};

POOLSCOPE_TEST(FitTest)
#include "fit_test.moc"
