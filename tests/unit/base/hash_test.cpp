// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/hash.h"
#include "tests/unit/testing.h"

using namespace poolscope;

class HashTest : public QObject {
    Q_OBJECT

private slots:
    void sha256GivesThePublishedAnswer()
    {
        COMPARE_TEXT(base::sha256("abc"),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    void base64GoesRound_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("text");
        QTest::addRow("empty") << QByteArray() << QByteArray();
        QTest::addRow("one") << QByteArray("f") << QByteArray("Zg==");
        QTest::addRow("two") << QByteArray("fo") << QByteArray("Zm8=");
        QTest::addRow("three") << QByteArray("foo") << QByteArray("Zm9v");
        QTest::addRow("zeros") << QByteArray("\0\0\0\0", 4) << QByteArray("AAAAAA==");
        QTest::addRow("high") << QByteArray("\xFB\xFF\xBF") << QByteArray("+/+/");
    }

    void base64GoesRound()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QByteArray, text);
        COMPARE_TEXT(base::encodeBase64(bytes.toStdString()), text.toStdString());
        const auto decoded = base::decodeBase64(text.toStdString());
        REQUIRE_VALUE(decoded);
        QVERIFY(*decoded == bytes.toStdString());
    }

    void otherTextIsNotBase64()
    {
        for (const char* text :
            { "Zg", "Zg=", "Z===", "Zg==Zg==", "Zm9v\n", "Zm-v", "=AAA", "Zg=a" })
            QVERIFY2(!base::decodeBase64(text), text);
    }
};

POOLSCOPE_TEST(HashTest)
#include "hash_test.moc"
