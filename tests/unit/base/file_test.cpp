// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/file.h"
#include "tests/unit/testing.h"

#include <QTemporaryDir>

#include <sys/stat.h>
#include <unistd.h>

using namespace poolscope;

class FileTest : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_folder->isValid());
    }

    void writtenFilesReadBack()
    {
        const auto path = at("a.yaml");
        REQUIRE_VALUE(base::writeFile(path, "one"));
        REQUIRE_VALUE(base::writeFile(path, "two"));
        const auto content = base::readFile(path, 100);
        REQUIRE_VALUE(content);
        COMPARE_TEXT(*content, "two");
        QCOMPARE(std::distance(std::filesystem::directory_iterator(at("")), {}), 1);
    }

    void replacingKeepsPermissionsAndLinks()
    {
        REQUIRE_VALUE(base::writeFile(at("real.yaml"), "one"));
        QCOMPARE(::chmod(at("real.yaml").c_str(), 0640), 0);
        std::filesystem::create_symlink("real.yaml", at("link.yaml"));
        REQUIRE_VALUE(base::writeFile(at("link.yaml"), "two"));
        QVERIFY(std::filesystem::is_symlink(at("link.yaml")));
        COMPARE_TEXT(testing::readAll(at("real.yaml")), "two");
        struct stat status = {};
        QCOMPARE(::stat(at("real.yaml").c_str(), &status), 0);
        QCOMPARE(status.st_mode & 0777U, 0640U);
    }

    void filesOfTheOwnerAreForNobodyElse()
    {
        REQUIRE_VALUE(base::writeFile(at("mine"), "one", base::Access::owner));
        struct stat status = {};
        QCOMPARE(::stat(at("mine").c_str(), &status), 0);
        QCOMPARE(status.st_mode & 0777U, 0600U);
    }

    void failuresNameTheFileAndTheReason()
    {
        const auto missing = base::readFile(at("missing.yaml"), 100);
        QVERIFY(!missing);
        QVERIFY(testing::text(missing.error().message).contains("missing.yaml"));
        QVERIFY(testing::text(missing.error().message).contains("No such file"));
        QVERIFY(!base::readFile(at(""), 100));
        const auto unwritable = base::writeFile(at("no/such/folder/a.yaml"), "x");
        QVERIFY(!unwritable);
        QVERIFY(testing::text(unwritable.error().message).contains("a.yaml"));
    }

    void filesAboveTheLimitAreRefused()
    {
        REQUIRE_VALUE(base::writeFile(at("big"), std::string(11, 'x')));
        QVERIFY(!base::readFile(at("big"), 10));
        QVERIFY(base::readFile(at("big"), 11).has_value());
    }

private:
    std::filesystem::path at(const char* name) const
    {
        return std::filesystem::path(m_folder->path().toStdString()) / name;
    }

    std::unique_ptr<QTemporaryDir> m_folder;

    void devicesAndPipesAreNotReplaced()
    {
        QTemporaryDir folder;
        const std::string pipe = folder.filePath("pipe").toStdString();
        QCOMPARE(mkfifo(pipe.c_str(), 0600), 0);
        const auto written = base::writeFile(pipe, "x");
        QVERIFY(!written);
        QVERIFY(written.error().message.find("no regular file") != std::string::npos);
        struct stat status = {};
        QVERIFY(::stat(pipe.c_str(), &status) == 0 && S_ISFIFO(status.st_mode));
    }
};

POOLSCOPE_TEST(FileTest)
#include "file_test.moc"
