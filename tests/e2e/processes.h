// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

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

namespace poolscope::testing {

inline const QString program = QStringLiteral(POOLSCOPE_CLI);
inline const QString examples = QStringLiteral(POOLSCOPE_SOURCE) + "/resources/examples/";

struct Outcome {
    int exitCode = -1;
    QByteArray out;
    QByteArray err;
};

inline Outcome run(const QStringList& arguments, const QByteArray& input = {})
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
    std::vector<nlohmann::json> received() const
    {
        std::vector<nlohmann::json> lines;
        std::ifstream file(m_log.toStdString());
        for (std::string line; std::getline(file, line);)
            lines.push_back(nlohmann::json::parse(line));
        return lines;
    }

private:
    QProcess m_process;
    QString m_log;
    QString m_url;
};

inline QByteArray config(const QByteArray& pool, int requests)
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

inline const QByteArray poolOfEight = "      pool: {size: 8, sampling: {type: zipf, skew: 1.0}}\n";

/// How often each blob of a kind was received.
inline std::map<std::string, int> blobs(
    const std::vector<nlohmann::json>& requests, const std::string& kind)
{
    std::map<std::string, int> counts;
    for (const auto& request : requests)
        for (const auto& block : request["blocks"])
            if (block["kind"] == kind)
                ++counts[block["sha256"].get<std::string>()];
    return counts;
}

/// A row for each example: its file.
inline void exampleRows()
{
    QTest::addColumn<QString>("example");
    for (const QString& file : QDir(examples).entryList({ "*.yaml" }))
        QTest::addRow("%s", qPrintable(file)) << file;
}

/// A folder for a test's files.
class Folder {
public:
    QString at(const QString& name) const { return m_folder.filePath(name); }
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

private:
    QTemporaryDir m_folder;
};

} // namespace poolscope::testing
