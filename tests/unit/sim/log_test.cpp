// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/sim/log.h"
#include "tests/unit/testing.h"

using namespace poolscope;

class LogTest : public QObject {
    Q_OBJECT

private slots:
    void aLineListsTheBlocksInOrder()
    {
        sim::Request request;
        request.maxTokens = 30;
        request.blocks.resize(2);
        request.blocks[0].sha256 = "aa";
        request.blocks[0].bytes = 5;
        request.blocks[1].kind = sim::BlockKind::image;
        request.blocks[1].sha256 = "bb";
        request.blocks[1].bytes = 1125;
        COMPARE_TEXT(sim::logLine({ 4, 0.123, "cc", 2000 }, request),
            R"({"n": 4, "t": 0.123000, "blocks": [{"kind": "text", "sha256": "aa", "bytes": 5}, )"
            R"({"kind": "image", "sha256": "bb", "bytes": 1125}], "max_tokens": 30, )"
            R"("sha256": "cc", "bytes": 2000})"
            "\n");
    }
};

POOLSCOPE_TEST(LogTest)
#include "log_test.moc"
