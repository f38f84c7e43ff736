// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/text.h"
#include "core/config/config.h"
#include "core/config/diagnostics/codes.h"
#include "core/config/reader.h"
#include "tests/unit/config/check_cases.h"
#include "tests/unit/config/corpus.h"
#include "tests/unit/testing.h"

#include <algorithm>
#include <chrono>
#include <fmt/format.h>
#include <set>

using namespace poolscope;
using config::Diagnostic;
using testing::withSetting;

namespace {

std::string caseText(const testing::CheckCase& one)
{
    std::string text(testing::cleanConfig());
    for (std::size_t i = 0; i + 1 < one.settings.size(); i += 2)
        text = withSetting(text, one.settings[i], one.settings[i + 1]);
    return text;
}

std::string summary(const config::Diagnostics& diagnostics)
{
    std::string all;
    for (const Diagnostic& one : diagnostics)
        all += (all.empty() ? "" : " ") + one.code + ' ' + std::string(name(one.severity));
    return all;
}

std::string details(const config::Diagnostics& diagnostics)
{
    std::string all;
    for (const Diagnostic& one : diagnostics)
        all += fmt::format("{} {} at {}: {} | {}\n", one.code, name(one.severity), one.path,
            one.message, one.hint);
    return all;
}

/// How many findings have this code and path.
std::ptrdiff_t countOf(const config::Diagnostics& all, const Diagnostic& like)
{
    return std::count_if(all.begin(), all.end(),
        [&](const Diagnostic& one) { return one.code == like.code && one.path == like.path; });
}

/// Applies every fix by itself; each must leave one finding of its kind less.
QString brokenFix(const std::string& text)
{
    const auto before = config::load(text);
    for (const Diagnostic& one : before.diagnostics) {
        if (!one.fix)
            continue;
        const std::string mended = base::apply(text, one.fix->edit);
        const auto after = config::load(mended);
        const bool isWorse = config::structuralError(after.diagnostics)
            && !config::structuralError(before.diagnostics);
        if (isWorse || countOf(after.diagnostics, one) >= countOf(before.diagnostics, one))
            return testing::text(one.code + ' ' + one.path + ": " + one.fix->label + "\n" + mended
                + details(after.diagnostics));
    }
    return {};
}

} // namespace

class ConfigTest : public QObject {
    Q_OBJECT

private slots:
    void usualConfigsLeaveNothingToSay_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("value");
        const auto row = [](const char* label, const char* path, const char* value) {
            QTest::addRow("%s", label) << QString(path) << QString(value);
        };
        row("as it is", "data.type", "synthetic");
        row("count by mean only", "data.multimodal.image.count", "{type: fixed, mean: 3}");
        row("uniform pool", "data.multimodal.image.pool.sampling",
            "{type: uniform, min: 0, max: 39}");
        row("no sampling", "data.multimodal.image.pool.sampling", "");
        row("normal pool", "data.multimodal.image.pool.sampling",
            "{type: normal, mean: 20, std_dev: 5}");
        row("no law", "data.multimodal.image.pool.sampling", "null");
        row("source", "data.multimodal.image.pool.source", "photos");
        row("insertion point", "data.multimodal.image.insertion_point", "0.5");
        row("weighted sizes", "data.multimodal.image.resolutions",
            "[{resolution: 720p, weight: 3}, {resolution: {width: 64, height: 64}}]");
        row("video", "data.multimodal.video",
            "{count: {type: fixed, mean: 1}, profiles: {resolution: 360p, frames: 8}, pool: {size: "
            "16}}");
        row("audio", "data.multimodal.audio",
            "{count: {type: fixed, mean: 1}, durations: [{duration: 2.5}, {duration: 5}], "
            "pool: {size: 50}}");
        row("poisson load", "load.type", "poisson");
        row("server without address", "server.base_url", "");
        row("key by reference", "server.api_key", "\"${OPENAI_API_KEY}\"");
        row("placeholder key", "server.api_key", "REPLACE_ENV_KEY");
        row("even uniform counts are wide", "data.multimodal.image.count",
            "{type: uniform, min: 0, max: 100}");
        row("report kept", "report", "{request_lifecycle: {summary: true}}");
        row("storage kept", "storage", "null");
    }

    void usualConfigsLeaveNothingToSay()
    {
        QFETCH(QString, path);
        QFETCH(QString, value);
        const std::string text = withSetting(
            std::string(testing::cleanConfig()), path.toStdString(), value.toStdString());
        const auto found = config::load(text).diagnostics;
        QVERIFY2(found.empty(), details(found).c_str());
    }

    void shippedExamplesLeaveNothingToSay()
    {
        int seen = 0;
        for (const auto& item :
            std::filesystem::directory_iterator(POOLSCOPE_SOURCE "/resources/examples")) {
            ++seen;
            const auto found = config::load(testing::readAll(item.path())).diagnostics;
            QVERIFY2(found.empty(), (item.path().string() + '\n' + details(found)).c_str());
        }
        QVERIFY(seen > 0);
    }

    void whatIsWrongOrSurprisingIsSaid_data()
    {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < testing::checkCases().size(); ++i)
            QTest::addRow("%s", testing::checkCases()[i].name) << static_cast<int>(i);
    }

    void whatIsWrongOrSurprisingIsSaid()
    {
        QFETCH(int, index);
        const auto& one = testing::checkCases()[static_cast<std::size_t>(index)];
        const std::string text = caseText(one);
        const auto found = config::load(text).diagnostics;
        QVERIFY2(summary(found) == one.codes, (text + details(found)).c_str());
        QVERIFY2(found.front().message.find(one.message) != std::string::npos,
            found.front().message.c_str());
        QVERIFY(!found.front().path.empty() || found.front().code == config::codes::missingKey);
        const QString broken = brokenFix(text);
        QVERIFY2(broken.isEmpty(), qPrintable(broken));
    }

    void noMessageShowsASecret_data()
    {
        QTest::addColumn<QString>("text");
        for (const char* text : { "server: {api_key: 12345678901}",
                 "tokenizer: {token: 98765432101}", "api: {headers: {Authorization: 12345678901}}",
                 "api: {headers: {x-api-key: 12345678901}}",
                 "api: {headers: \"Authorization: Bearer 12345678901\"}",
                 "server: \"api_key: k12345678901\"",
                 "metrics: {type: prometheus, prometheus: {url: \"ftp://me:12345678901@h\"}}",
                 "server:\n  api_key: *k12345678901\n", "server: {api_key: !k12345678901 foo}",
                 "server: {api_key: !!int k12345678901}", "server: {api_key: [12345678901}",
                 "token: 1\npassword: k12345678901\n" })
            QTest::addRow("%s", text) << QString(text);
    }

    void noMessageShowsASecret()
    {
        QFETCH(QString, text);
        const std::string secret = "345678901";
        for (const auto reading : { config::Reading::poolscope, config::Reading::inferencePerf070 })
            for (const auto& one : config::load(text.toStdString(), reading).diagnostics) {
                QVERIFY2(one.message.find(secret) == std::string::npos, one.message.c_str());
                QVERIFY2(one.hint.find(secret) == std::string::npos, one.hint.c_str());
            }
    }

    void everyCodeHasACase()
    {
        std::set<std::string> seen;
        for (const auto& one : testing::checkCases())
            for (const auto reading :
                { config::Reading::poolscope, config::Reading::inferencePerf070 })
                for (const auto& diagnostic : config::load(caseText(one), reading).diagnostics)
                    seen.insert(diagnostic.code);
        seen.insert(
            config::load("api: {}", config::Reading::inferencePerf070).diagnostics.front().code);
        seen.insert(config::load("- 1\n").diagnostics.front().code);
        const std::string header
            = testing::readAll(POOLSCOPE_SOURCE "/core/config/diagnostics/codes.h");
        for (std::size_t at = header.find("\"PS"); at != std::string::npos;
             at = header.find("\"PS", at + 1)) {
            const std::string code = header.substr(at + 1, 5);
            // PS1xx are tested with the reader, PS5xx with the reuse figures.
            if (code[2] != '1' && code[2] != '5')
                QVERIFY2(seen.contains(code), code.c_str());
        }
    }

    void fixesOfOtherPeoplesFilesWork()
    {
        POOLSCOPE_NEEDS_SHARED();
        for (const auto& file : testing::corpus()) {
            const QString broken = brokenFix(file.text);
            QVERIFY2(broken.isEmpty(), (file.name + ": " + broken.toStdString()).c_str());
        }
    }

    void filesThatUpstreamLoadsHaveNoErrors()
    {
        POOLSCOPE_NEEDS_SHARED();
        const std::string index = testing::readAll(testing::shared() / "corpus/INDEX.tsv");
        const QStringList lines = testing::text(index).split('\n', Qt::SkipEmptyParts);
        const auto header = lines.front().split('\t');
        const auto verdict = header.indexOf("upstream_0_7_0_verdict");
        int loaded = 0;
        for (const auto& file : testing::corpus()) {
            const auto line = std::find_if(lines.begin(), lines.end(), [&](const QString& entry) {
                return entry.startsWith(testing::text(file.name) + '\t');
            });
            QVERIFY(line != lines.end());
            if (line->split('\t').at(verdict) != "OK")
                continue;
            ++loaded;
            const auto found = config::load(file.text).diagnostics;
            QVERIFY2(!config::hasErrors(found), (file.name + '\n' + details(found)).c_str());
        }
        QVERIFY(loaded > 100);
    }

    void secretsAreNeverShown()
    {
        const auto check = [](const std::string& text) {
            const auto config = config::load(text);
            for (const Diagnostic& one : config.diagnostics) {
                QVERIFY(one.message.find("s3cret") == std::string::npos);
                QVERIFY(one.hint.find("s3cret") == std::string::npos);
                if (one.fix && one.code == config::codes::literalSecret)
                    QVERIFY(one.fix->edit.replacement.find("s3cret") == std::string::npos);
            }
            QVERIFY(!config.diagnostics.empty());
        };
        check("server: {base_url: x, api_key: s3cret}\n");
        check("server:\n  api_key: s3cret: 1\n");
        check("server:\n  api_key: 's3cret' s3cret\n");
        check("server: {api_key: [s3cret]}\n");
        check("api: {headers: {Authorization: Bearer s3cret, X-API-Key: s3cret}}\n");
        check("tokenizer: {token: s3cret}\n");
    }

    void secretsAreFoundWhateverElseIsWrong()
    {
        std::string text = "server: {base_url: x, api_key: s3cret}\n";
        const auto hasSecret = [](const std::string& yaml) {
            const auto found = config::load(yaml).diagnostics;
            return std::any_of(found.begin(), found.end(), [](const Diagnostic& one) {
                return one.code == config::codes::literalSecret && one.fix;
            });
        };
        QVERIFY(hasSecret(text + "load: [\n"));
        for (int i = 0; i < 500; ++i)
            text += fmt::format("unknown{}: 1\n", i);
        QVERIFY(hasSecret(text));
    }

    void numbersForSecretsAreNotShown()
    {
        const auto found = config::load("server: {base_url: x, api_key: 12345}\n").diagnostics;
        for (const Diagnostic& one : found)
            QVERIFY(one.message.find("12345") == std::string::npos);
    }

    void aTextThatCannotBeReadIsNotJudged()
    {
        const auto config = config::load("data:\n  type: synthetic\nload: {type: [\n");
        QCOMPARE(testing::text(summary(config.diagnostics)), "PS117 error");
        QVERIFY(config.workload.data.type == config::DataType::synthetic);
    }

    void emptyTextsHaveTheDefaults()
    {
        for (const char* text : { "", "# words\n", "---\n", "~" }) {
            const auto config = config::load(text);
            QVERIFY(config.workload == config::load("api: {}").workload);
            COMPARE_TEXT(summary(config.diagnostics), "PS405 warning PS406 info");
        }
    }

    void withoutAServerTheSimulatedEndpointAnswers()
    {
        const std::string rest = "data: {type: mock}\n"
                                 "load: {stages: [{rate: 1, duration: 1}], base_seed: 1}\n";
        QVERIFY(config::load(rest).diagnostics.empty());
        QVERIFY(config::load(rest + "server: {model_name: m}\n").diagnostics.empty());
    }

    void diagnosticsComeInTheOrderOfTheText()
    {
        const auto found = config::load(withSetting(withSetting(std::string(testing::cleanConfig()),
                                                        "data.multimodal.image.count", "{}"),
                                            "api.type", "no"))
                               .diagnostics;
        QVERIFY(std::is_sorted(found.begin(), found.end(),
            [](const auto& a, const auto& b) { return a.range.begin < b.range.begin; }));
    }

    void manyProblemsAreToldOnlyInPart()
    {
        std::string text = "data:\n";
        for (int i = 0; i < 3000; ++i)
            text += fmt::format("  unknown{}: 1\n", i);
        QVERIFY(config::load(text).diagnostics.size() <= config::maxDiagnostics);
    }
};

POOLSCOPE_TEST(ConfigTest)
#include "config_test.moc"
