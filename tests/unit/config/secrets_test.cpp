// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/secrets/redact.h"
#include "core/config/secrets/secrets.h"
#include "tests/unit/testing.h"

#include <filesystem>

using namespace poolscope;

class SecretsTest : public QObject {
    Q_OBJECT

private slots:
    void secretsAreFoundAndNothingElse_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("secrets"); // with a bar between them
        QTest::addRow("key") << "server:\n  api_key: sk-1\n"
                             << "sk-1";
        QTest::addRow("quoted, with a comment") << "server:\n  api_key: \"sk # 1\" # mine\n"
                                                << "\"sk # 1\"";
        QTest::addRow("flow") << "server: {api_key: sk-1, type: vllm}\n"
                              << "sk-1";
        QTest::addRow("token") << "tokenizer: {token: hf_1}\n"
                               << "hf_1";
        QTest::addRow("headers") << "api:\n  headers:\n    Authorization: Bearer abc\n    X-Team: "
                                    "blue\n    X-Session: s1\n"
                                 << "Bearer abc|s1";
        QTest::addRow("address") << "server: {base_url: \"https://me:pw@host:1/v1\"}\n"
                                 << "me:pw";
        QTest::addRow("block") << "server:\n  api_key: |\n    sk-1\n    sk-2\n  type: vllm\n"
                               << "|\n    sk-1\n    sk-2";
        QTest::addRow("next line") << "server:\n  api_key:\n    sk-1\n  type: vllm\n"
                                   << "sk-1";
        QTest::addRow("comment") << "# api_key: sk-old\nserver: {type: vllm}\n"
                                 << "sk-old";
        QTest::addRow("alias") << "x: &k sk-1\nserver: {api_key: *k}\n"
                               << "sk-1";
        QTest::addRow("references")
            << "server: {api_key: ${KEY}}\napi: {headers: {Authorization: Bearer ${KEY}}}\n"
            << "";
        QTest::addRow("no secrets")
            << "tokenizer: {pretrained_model_name_or_path: m}\ndata: {input_distribution: "
               "{max: 5}}\nload: {stages: [{rate: 1, duration: 2}]}\n"
            << "";
        // In the midst of an edit, where YAML cannot be read.
        QTest::addRow("broken before") << "load: {stages: [\nserver:\n  api_key: sk-1\n"
                                       << "sk-1";
        QTest::addRow("broken quote") << "server:\n  api_key: \"sk-1\n  type: vllm\n"
                                      << "\"sk-1";
        QTest::addRow("broken header")
            << "api: {headers: {X-My-Key: k1, X-Team: blue\nload: [}\n\tx\n"
            << "k1";
        QTest::addRow("broken, numbers") << "load: {stages: [\ndata: }\nmax_tokens: 128\n"
                                         << "";
    }
    void secretsAreFoundAndNothingElse()
    {
        QFETCH(QString, text);
        QFETCH(QString, secrets);
        const std::string source = text.toStdString();
        QStringList found;
        for (const base::TextRange& range : config::secretRanges(source))
            found << testing::text(source.substr(range.begin, range.size()));
        QCOMPARE(found.join('|'), secrets);
    }

    void rangesOfAnyTextAreInOrderAndInside()
    {
        int count = 0;
        const std::filesystem::path corpus = POOLSCOPE_SOURCE "/tests/fuzz/corpus/config_reader";
        for (const auto& entry : std::filesystem::directory_iterator(corpus)) {
            const std::string source = testing::readAll(entry.path());
            std::size_t end = 0;
            for (const base::TextRange& range : config::secretRanges(source)) {
                QVERIFY(range.begin >= end && range.end > range.begin);
                QVERIFY(range.end <= source.size());
                end = range.end;
            }
            ++count;
        }
        QVERIFY(count > 0);
    }

    void longTextsAreScannedInOneGo()
    {
        // Each of these would take hours if lines or values were looked at again and again.
        std::string lines;
        std::string blocks;
        std::string words;
        for (int i = 0; i < 200'000; ++i) {
            lines += "- a\n";
            blocks += "token: |\n  ";
            words += "token: a";
        }
        for (const std::string& text : { lines, blocks, words, "x: " + words })
            QVERIFY(config::secretRanges(text).size() <= 200'000);
    }

    void anyPrefixOfATextHidesItsSecret()
    {
        // As it is typed, and as it stands while the text before or behind is broken.
        const std::string text = "server:\n  type: vllm\n  api_key: sk-verysecret\nload: {stages: "
                                 "[{rate: 1, duration: 2}], base_seed: 1}\n";
        for (std::size_t cut = 0; cut <= text.size(); ++cut) {
            const std::string part = text.substr(0, cut);
            std::string shown = part;
            const auto ranges = config::secretRanges(part);
            for (auto range = ranges.rbegin(); range != ranges.rend(); ++range)
                shown = base::apply(shown, { *range, "" });
            QVERIFY2(shown.find("sk-") == std::string::npos, shown.c_str());
        }
    }

    void redactedTextsHoldNone_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("redacted");
        QTest::addRow("value") << "server: {api_key: sk-1}\n"
                               << "server: {api_key: \"${OPENAI_API_KEY}\"}\n";
        QTest::addRow("anchor") << "x: &k sk-1\nserver: {api_key: *k}\n"
                                << "x: &k redacted\nserver: {api_key: \"${OPENAI_API_KEY}\"}\n";
        QTest::addRow("comment") << "load: {} # api_key: sk-1\n"
                                 << "load: {} # api_key: redacted\n";
        QTest::addRow("quotes elsewhere") << "mine: {hub_token: \"sk-1\"}\n"
                                          << "mine: {hub_token: \"redacted\"}\n";
    }

    void redactedTextsHoldNone()
    {
        QFETCH(QString, text);
        QFETCH(QString, redacted);
        QCOMPARE(testing::text(config::redacted(text.toStdString())), redacted);
    }
};

POOLSCOPE_TEST(SecretsTest)
#include "secrets_test.moc"
