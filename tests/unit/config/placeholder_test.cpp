// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/fill/placeholder.h"
#include "core/config/fill/unfilled.h"
#include "tests/unit/testing.h"

using namespace poolscope;

class PlaceholderTest : public QObject {
    Q_OBJECT

private slots:
    void placeholdersAreFound_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("names");
        const auto row = [](const char* text, const char* names) {
            QTest::addRow("%s", text) << QString(text) << QString(names);
        };
        row("${MODEL}", "MODEL");
        row("${MODEL:-gpt}", "MODEL");
        row("$(POD_IP):80", "POD_IP");
        row("$APP", "APP");
        row("http://${IP}:${PORT}/v1", "IP PORT");
        row("<your-hf-token>", "your-hf-token");
        row("REPLACE_ENV_LLMDBENCH_MODEL", "LLMDBENCH_MODEL");
        row("REPLACE_ME", "REPLACE_ME");
        row("{{ .Values.stack.model }}", "stack.model");
        row("{{- .Values.x | quote -}}", "x");
        row("{{name}}", "name");
        row("cost 5$", "");
        row("^foo$", "");
        row("${}", "");
        row("${OPEN", "");
        row("a < b and c > d", "");
        row("<>", "");
        row("<two words>", "");
        row("NOT_REPLACE_ENV_X", "");
        row("{{ }}", "");
        row("{{ open", "");
    }

    void placeholdersAreFound()
    {
        QFETCH(QString, text);
        QFETCH(QString, names);
        QStringList found;
        for (const auto& placeholder : config::placeholdersIn(text.toStdString()))
            found << testing::text(placeholder.name);
        QCOMPARE(found.join(' '), names);
        QCOMPARE(config::isPlaceholder(text.toStdString()), !names.isEmpty());
    }

    void commentsOfConfigsAreLeftOut()
    {
        const auto names = [](std::string_view text) {
            QStringList found;
            for (const auto& placeholder : config::placeholdersOfConfig(text))
                found << testing::text(placeholder.name);
            return found.join(' ');
        };
        QCOMPARE(names("# ${A}\nx: ${B} # ${C}\n"), "B");
        QCOMPARE(names("x: \"# ${B}\" # ${C}\n"), "B");
        QCOMPARE(names("x: 'it''s # ${B}'\n"), "B");
        QCOMPARE(names("x: a#${B}\n"), "B");
    }

    void valuesGoInAsTheyStand()
    {
        const auto filled = [](const char* text, const char* assignment) {
            const auto result = config::withFilled(text, assignment);
            return testing::text(result ? *result : "Error: " + result.error().message);
        };
        QCOMPARE(filled("a: ${N}\nb: \"x ${N} y\" # ${N}\n", "N=4"), "a: 4\nb: \"x 4 y\" # ${N}\n");
        QCOMPARE(filled("a: REPLACE_ENV_N\n", "REPLACE_ENV_N=4"), "a: 4\n");
        QCOMPARE(filled("a: REPLACE_ENV_N\n", "N=a=b"), "a: a=b\n");
        QCOMPARE(filled("a: {{ .Values.stack.model }}\n", "stack.model=m"), "a: m\n");
        QCOMPARE(filled("a: ${N}\n", "M=4"), "Error: No placeholder is called \"M\"");
        QCOMPARE(filled("a: ${N}\n", "N"), "Error: \"N\" fills no placeholder");
        QCOMPARE(filled("a: ${N}\n", "=4"), "Error: \"=4\" fills no placeholder");
    }

    void environmentReferencesAreThoseThatARunLooksUp()
    {
        QVERIFY(config::isEnvironmentReference("${KEY}"));
        QVERIFY(config::isEnvironmentReference("Bearer ${KEY}"));
        for (const char* text : { "$KEY", "$(KEY)", "${KEY:-x}", "<key>", "key", "${KEY} <key>" })
            QVERIFY2(!config::isEnvironmentReference(text), text);
    }

    void whatIsNotFilledInIsListed()
    {
        const auto config
            = config::load("load: {stages: [{rate: \"${R}\", duration: \"${R}\"}]}\n"
                           "server: {base_url: \"http://<host>\", api_key: \"${K}\"}\n"
                           "api: {headers: {a: \"${K}\", b: \"<b>\"}}\n");
        const auto shown = [](const std::vector<config::Unfilled>& unfilled) {
            QStringList list;
            for (const auto& one : unfilled) {
                QStringList places;
                for (const auto& place : one.places)
                    places << testing::text(place);
                list << testing::text(one.name) + '@' + places.join('+');
            }
            return list.join(' ');
        };
        QCOMPARE(
            shown(config::unfilledInPlan(config)), "R@load.stages.0.rate+load.stages.0.duration");
        config::RunNeeds needs;
        QCOMPARE(shown(config::unfilledInRun(config, needs)),
            "host@server.base_url K@server.api_key+api.headers.a b@api.headers.b");
        needs.baseUrl = false;
        needs.hasVariable = [](const std::string& name) { return name == "K"; };
        QCOMPARE(shown(config::unfilledInRun(config, needs)), "b@api.headers.b");
        QVERIFY(config::checkFilled({}));
        QCOMPARE(testing::text(config::checkFilled({ { "A", { "x", "y" } } }).error().message),
            "A placeholder is not filled in: A (x, y)");
    }
};

POOLSCOPE_TEST(PlaceholderTest)
#include "placeholder_test.moc"
