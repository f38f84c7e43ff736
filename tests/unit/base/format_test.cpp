// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/format.h"
#include "tests/unit/testing.h"

using namespace poolscope;

class FormatTest : public QObject {
    Q_OBJECT

private slots:
    void figuresReadAsPeopleWriteThem()
    {
        COMPARE_TEXT(base::formatBytes(0), "0 B");
        COMPARE_TEXT(base::formatBytes(999), "999 B");
        COMPARE_TEXT(base::formatBytes(117'900), "118 kB");
        COMPARE_TEXT(base::formatBytes(999'700), "1 MB");
        COMPARE_TEXT(base::formatBytes(12'400'000), "12.4 MB");
        COMPARE_TEXT(base::formatSeconds(0.0123), "12.3 ms");
        COMPARE_TEXT(base::formatSeconds(0.00034), "340 µs");
        COMPARE_TEXT(base::formatSeconds(0), "0 s");
        COMPARE_TEXT(base::formatSeconds(1.2), "1.2 s");
        COMPARE_TEXT(base::formatSeconds(250), "4 min 10 s");
        COMPARE_TEXT(base::formatSeconds(7260), "2 h 1 min");
        COMPARE_TEXT(base::formatCount(12400000), "12 400 000");
        COMPARE_TEXT(base::formatCount(100), "100");
        COMPARE_TEXT(base::formatNumber(31.23), "31.2");
        COMPARE_TEXT(base::formatNumber(12400), "12 400");
        COMPARE_TEXT(base::formatNumber(0.00421), "0.00421");
    }

    void sharesNeverRoundUpToAll()
    {
        COMPARE_TEXT(base::formatShare(0.234), "23.4 %");
        COMPARE_TEXT(base::formatShare(0.00051), "0.051 %");
        COMPARE_TEXT(base::formatShare(0.95), "95 %");
        COMPARE_TEXT(base::formatShare(1), "100 %");
        COMPARE_TEXT(base::formatShare(0), "0 %");
        COMPARE_TEXT(base::formatShare(0.99999), "99.999 %");
        COMPARE_TEXT(base::formatShare(0.99999999), "99.9999 %");
    }
};

POOLSCOPE_TEST(FormatTest)
#include "format_test.moc"
