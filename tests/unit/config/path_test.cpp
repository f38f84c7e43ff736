// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/path.h"
#include "tests/unit/testing.h"

using namespace poolscope;
using config::Path;

class PathTest : public QObject {
    Q_OBJECT

private slots:
    void pathsReadBackAsTheyAreWritten()
    {
        const auto check = [](const Path& path, const char* text) {
            COMPARE_TEXT(config::toString(path), text);
            QVERIFY(config::parsePath(text) == path);
        };
        check({}, "");
        check({ "data" }, "data");
        check({ "load", "stages", "0", "rate" }, "load.stages.0.rate");
        check({ "a.b", "c" }, "\"a.b\".c");
        check({ "say \"x\"", "back\\slash" }, "\"say \\\"x\\\"\".back\\slash");
        check({ "both.\"\\" }, "\"both.\\\"\\\\\"");
        check({ "a", "", "b" }, "a.\"\".b");
        check({ "ü", " blank " }, "ü. blank ");
    }

    void carelesslyWrittenPathsAreStillRead()
    {
        QVERIFY(config::parsePath("a.") == (Path{ "a" }));
        QVERIFY(config::parsePath("\"open") == (Path{ "open" }));
        QVERIFY(config::parsePath("\"ends\\") == (Path{ "ends\\" }));
    }

    void aChildIsOnePartLonger()
    {
        const Path path{ "load" };
        QVERIFY(config::child(path, "stages") == (Path{ "load", "stages" }));
        QVERIFY(path == (Path{ "load" }));
    }
};

POOLSCOPE_TEST(PathTest)
#include "path_test.moc"
