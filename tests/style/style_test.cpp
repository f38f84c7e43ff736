// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/unit/testing.h"

#include <QRegularExpression>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace fs = std::filesystem;
using namespace poolscope;

namespace {

struct Include {
    std::string file; ///< relative to the source tree
    std::string name; ///< between the quotes or brackets
    bool isOurs = false;
};

const fs::path source = POOLSCOPE_SOURCE;

std::vector<std::string> sources(const std::vector<std::string>& folders)
{
    std::vector<std::string> files;
    for (const auto& folder : folders)
        for (const auto& entry : fs::recursive_directory_iterator(source / folder))
            if (entry.path().extension() == ".h" || entry.path().extension() == ".cpp")
                files.push_back(fs::relative(entry.path(), source).string());
    std::sort(files.begin(), files.end());
    return files;
}

std::vector<Include> includesOf(const std::string& file)
{
    static const QRegularExpression line(
        R"(^\s*#\s*include\s*(["<])([^">]+)[">])", QRegularExpression::MultilineOption);
    std::vector<Include> includes;
    auto matches = line.globalMatch(testing::text(testing::readAll(source / file)));
    while (matches.hasNext()) {
        const auto match = matches.next();
        includes.push_back({ file, match.captured(2).toStdString(), match.captured(1) == "\"" });
    }
    return includes;
}

/// "core/config/yaml/scanner.h" -> "config": rooms may have chambers.
std::string roomOf(const std::string& path)
{
    const std::size_t begin = path.find('/') + 1;
    return path.substr(begin, path.find('/', begin) - begin);
}

/// The house's doors (design.md section 3): what each room of core may include, itself apart. Names
/// with a slash are single headers.
const std::map<std::string, std::set<std::string>> doors{
    { "base", {} },
    { "config", { "base" } },
    { "sampling", { "base", "config" } },
    { "plan", { "base", "config", "sampling", "media/spec.h" } },
    { "media", { "base" } },
    { "reuse", { "base", "sampling" } },
    { "wire", { "base", "plan", "media" } },
    { "run", { "base", "plan", "media", "wire", "sampling" } },
    { "sim", { "base", "reuse", "wire" } },
    { "report", { "base", "run", "reuse" } },
    { "export", { "base", "config", "plan", "media", "wire" } },
    { "snapshot", { "base", "config", "sampling", "plan", "reuse" } },
};

/// Third-party headers with one home.
const std::map<std::string, std::string> homes{
    { "yaml-cpp/", "core/config" },
    { "curl/", "core/run" },
    { "libav", "core/media" },
    { "libsw", "core/media" },
    { "microhttpd", "core/sim" },
    { "openssl/", "core/base" },
    { "zlib", "core/reuse" },
    { "CLI/", "app/cli" },
    { "QChart", "app/gui/charts" },
    { "QtCharts", "app/gui/charts" },
};

bool isQt(const std::string& name)
{
    static const QRegularExpression qt("^(Q[A-Z]|Qt[A-Z]|qt)");
    return qt.match(testing::text(name)).hasMatch();
}

} // namespace

class StyleTest : public QObject {
    Q_OBJECT

private slots:
    void roomsIncludeOnlyWhatTheyMay()
    {
        QStringList wrong;
        for (const auto& file : sources({ "core" })) {
            const std::string room = roomOf(file);
            const auto allowed = doors.find(room);
            QVERIFY2(allowed != doors.end(), file.c_str());
            for (const auto& include : includesOf(file)) {
                if (!include.isOurs)
                    continue;
                const bool isCore = include.name.starts_with("core/");
                const std::string target = roomOf(include.name);
                const std::string header = isCore ? include.name.substr(5) : "";
                if (!isCore
                    || (target != room && !allowed->second.contains(target)
                        && !allowed->second.contains(header)))
                    wrong << testing::text(file + " includes " + include.name);
            }
        }
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join('\n')));
    }

    void coreAndCommandsKnowNoQt()
    {
        QStringList wrong;
        for (const auto& file : sources({ "core", "app/cli" }))
            for (const auto& include : includesOf(file))
                if (!include.isOurs && isQt(include.name))
                    wrong << testing::text(file + " includes " + include.name);
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join('\n')));
    }

    void librariesStayInTheirHomes()
    {
        QStringList wrong;
        for (const auto& file : sources({ "core", "app", "tests/gui", "tests/e2e", "tests/bench" }))
            for (const auto& include : includesOf(file))
                for (const auto& [prefix, home] : homes)
                    if (!include.isOurs && include.name.starts_with(prefix)
                        && !file.starts_with(home + "/"))
                        wrong << testing::text(file + " includes " + include.name);
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join('\n')));
    }

    void qtIsIncludedHeaderByHeader()
    {
        QStringList wrong;
        const std::set<std::string> umbrellas{ "QtWidgets", "QtGui", "QtCore", "QtCharts", "QtTest",
            "QtSvg", "QtWidgets/QtWidgets", "QtCharts/QtCharts" };
        for (const auto& file : sources({ "app", "tests" }))
            for (const auto& include : includesOf(file))
                if (umbrellas.contains(include.name))
                    wrong << testing::text(file + " includes " + include.name);
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join('\n')));
    }

    void filesCarryTheirLicenceAndStaySmall()
    {
        constexpr int maxLines = 400;
        QStringList wrong;
        for (const auto& file : sources({ "core", "app", "tests" })) {
            const QString text = testing::text(testing::readAll(source / file));
            if (!text.startsWith("// SPDX-FileCopyrightText: ")
                || !text.contains("\n// SPDX-License-Identifier: GPL-3.0-or-later\n"))
                wrong << testing::text(file) + " has no SPDX header";
            if (file.ends_with(".h") && !text.contains("\n#pragma once\n"))
                wrong << testing::text(file) + " has no #pragma once";
            const auto lines = text.count('\n');
            if (lines > maxLines && !file.starts_with("tests/"))
                wrong << QString("%1 has %2 lines").arg(testing::text(file)).arg(lines);
        }
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join('\n')));
    }

    void randomNumbersAndHashesAreOurOwn()
    {
        // What differs between standard libraries, or from run to run, may not reach a body.
        static const QRegularExpression forbidden(
            R"(std::(uniform_|normal_|discrete_|poisson_|exponential_|lognormal_)\w*distribution)"
            R"(|std::hash\b|std::random_device|std::mt19937)");
        QStringList wrong;
        for (const auto& file : sources({ "core" })) {
            const QString text = testing::text(testing::readAll(source / file));
            if (forbidden.match(text).hasMatch())
                wrong << testing::text(file);
        }
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join('\n')));
    }
};

POOLSCOPE_TEST(StyleTest)
#include "style_test.moc"
