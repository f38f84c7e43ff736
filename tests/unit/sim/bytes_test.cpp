// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/sim/bytes.h"
#include "tests/unit/testing.h"

#include <limits>

using namespace poolscope;

class BytesTest : public QObject {
    Q_OBJECT

private slots:
    void numbersAreReadInBothOrders()
    {
        constexpr std::string_view bytes = "\x01\x02\x03\xFF";
        QCOMPARE(sim::bigEndian(bytes, 0, 2), 0x0102U);
        QCOMPARE(sim::littleEndian(bytes, 0, 2), 0x0201U);
        QCOMPARE(sim::bigEndian(bytes, 1, 3), 0x0203FFU);
        QCOMPARE(sim::littleEndian(bytes, 2, 2), 0xFF03U);
    }

    void whatLiesBeyondTheEndIsEmptyOrZero()
    {
        constexpr auto far = std::numeric_limits<std::uint64_t>::max();
        QVERIFY(sim::slice("abc", 3).empty());
        QVERIFY(sim::slice("abc", far, far).empty());
        QCOMPARE(sim::slice("abc", 1, far), std::string_view("bc"));
        QCOMPARE(sim::bigEndian("\x01", 0, 2), 0x0100U);
        QCOMPARE(sim::littleEndian("\x01", 0, 2), 0x0001U);
    }
};

POOLSCOPE_TEST(BytesTest)
#include "bytes_test.moc"
