// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/override.h"
#include "tests/unit/testing.h"

using namespace poolscope;

class OverrideTest : public QObject {
    Q_OBJECT

private slots:
    void valuesAreReadByTheTable_data()
    {
        QTest::addColumn<QString>("assignment");
        QTest::addColumn<QString>("text");
        const auto row = [](const char* assignment, const char* text) {
            QTest::addRow("%s", assignment) << QString(assignment) << QString(text);
        };
        row("load.base_seed=7", "load: {base_seed: 7}\n");
        row("server.model_name=7", "server: {model_name: \"7\"}\n");
        row("server.model_name=2024-01-01", "server: {model_name: \"2024-01-01\"}\n");
        row("server.model_name=yes", "server: {model_name: \"yes\"}\n");
        row("server.model_name=a b", "server: {model_name: a b}\n");
        row("server.model_name=~", "server: {model_name: null}\n");
        row("server.model_name=", "server: {model_name: null}\n");
        row("data.shared_prefix.question_len=5", "data:\n  shared_prefix: {question_len: 5}\n");
        row("api.streaming=yes", "api: {streaming: true}\n");
        row("mine.key=7", "mine: {key: 7}\n");
        row("load.stages=[{rate: 1, duration: 2}]", "load:\n  stages: [{rate: 1, duration: 2}]\n");
        row("load..base_seed=7", "Error: \"load..base_seed\" names no field");
        row(".load=7", "Error: \".load\" names no field");
        row("=7", "Error: \"=7\" is not an override");
        row("server.model_name=...", "Error: The value for \"server.model_name\" is none: ");
        row("server.model_name=\"...\"", "server: {model_name: \"...\"}\n");
        row("load.stages.2.rate=1",
            "Error: Cannot edit \"load.stages.2.rate\": \"load.stages\" has no such entry");
        row("tokenizer.token=@SECRET",
            "Error: The value for \"tokenizer.token\" is not YAML: not YAML");
        row("load", "Error: \"load\" is not an override");
        row("load.base_seed=[", "Error: The value for \"load.base_seed\" is not YAML: ");
    }

    void valuesAreReadByTheTable()
    {
        QFETCH(QString, assignment);
        QFETCH(QString, text);
        const auto result = config::withOverride("", assignment.toStdString());
        const QString actual = testing::text(result ? *result : "Error: " + result.error().message);
        QVERIFY2(
            actual == text || (text.endsWith(' ') && actual.startsWith(text)), qPrintable(actual));
    }
};

POOLSCOPE_TEST(OverrideTest)
#include "override_test.moc"
