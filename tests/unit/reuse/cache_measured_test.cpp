// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/unit/reuse/cache_cases.h"
#include "tests/unit/testing.h"

#include <algorithm>
#include <array>

using namespace poolscope;
using namespace poolscope::testing;

namespace {

/// The requests of zipf_check with seed 1, as they were sent to vLLM 0.32.0: 400 requests of one or
/// two of 100 images of 112 x 112, two digits an image.
const std::string recorded
    = "07 01 2104 2500 49 0322 14 1700 52 00 66 1481 05 6606 0000 7261 3406 00 0001 "
      "0555 01 3605 04 0300 0012 24 0218 0015 1100 88 06 02 7207 5412 02 05 03 04 "
      "0700 0402 0006 0300 10 40 0068 00 03 0100 02 00 0500 1101 0400 0203 01 5105 "
      "79 3000 02 17 03 0600 0011 1328 0001 44 0000 1903 0006 08 77 0042 02 0007 "
      "0804 0104 0902 0000 2906 01 01 34 5634 2205 17 00 55 01 0835 0100 41 0006 01 "
      "0041 32 0008 0006 72 4807 03 0000 0012 03 00 0003 00 03 2806 0616 0011 00 "
      "1701 0100 8181 01 1201 01 02 0020 11 6702 0000 0100 01 29 0006 18 10 2002 "
      "4000 0071 00 90 0116 0000 24 00 0600 01 13 2906 3703 3400 0011 8500 0708 01 "
      "0202 00 00 0411 6210 01 1474 0109 8200 22 0022 01 3702 0839 0001 67 04 1602 "
      "06 05 29 01 76 81 03 82 6652 0001 09 7600 5412 0120 76 0700 34 00 06 0121 "
      "2629 06 0300 07 0029 00 06 00 0701 2101 03 0206 2413 0057 0000 1017 91 0805 "
      "1503 02 13 8101 04 10 1002 10 2436 30 02 2702 0033 0005 0519 0000 0005 14 "
      "1001 0000 0100 0406 00 0219 0600 4101 01 36 38 0103 25 00 42 0763 08 0300 49 "
      "0220 00 17 0000 0400 00 48 13 1530 0134 09 00 0003 83 31 0602 1601 54 00 39 "
      "4837 5802 26 00 44 07 0003 5300 05 00 2403 00 19 12 0101 1001 08 02 53 0616 "
      "5800 1917 01 00 38 00 55 0400 0005 1250 0005 01 0000 0001 01 2839 0035 01 "
      "0502 0011 0506 50 1900 0500 0000 3011 0301 0120 05 01 2507 8604 6181 59 00 "
      "0795 15 0267 0204 0500 01 06 00 6609 86 1600 10 38 11 05 0002 1601 08 03 0669 "
      "1730 0200 0504 0905 0037 0076 06 0595 8206 0506 0807 0105 06 01 96 02 0112 51 "
      "36 0101 1038 0228 0203 96 0200 7103 1914 0156 16 7102 0000 00 00 04 02 34 03 "
      "06 0269 18 3419 1300 25 41 12 1304 0038 00 00 0347 4210 25 4000 6180 0009 "
      "2135 05 1502 01 0608 05 69 0114 0404 0100 ";
RequestList recordedRequests()
{
    RequestList list;
    for (std::size_t begin = 0; begin < recorded.size();) {
        const std::size_t end = std::min(recorded.size(), recorded.find(' ', begin));
        std::vector<ItemIndex> items;
        for (std::size_t digit = begin; digit < end; digit += 2)
            items.push_back(static_cast<ItemIndex>(std::stoi(recorded.substr(digit, 2))));
        list.add(items);
        begin = end + 1;
    }
    return list;
}

/// Sixty images of eight sizes in 600 requests of 1 to 4, as the Python model of the measurements
/// was given them.
RequestList mixedRequests()
{
    std::uint64_t state = 12345;
    RequestList list;
    for (std::size_t request = 0; request < 600; ++request) {
        std::vector<ItemIndex> items(1 + request % 4);
        for (ItemIndex& item : items) {
            state = (state * 1103515245 + 12345) & 0x7fffffffU;
            const double u = static_cast<double>(state >> 8U) / (1U << 23U);
            item = static_cast<ItemIndex>(60 * u * u);
        }
        list.add(items);
    }
    return list;
}

ItemTable mixedTable()
{
    constexpr std::array<std::uint64_t, 8> sizes{ 18840, 75288, 75288, 112920, 188184, 301080,
        677400, 1839288 };
    std::vector<std::uint64_t> bytes(60);
    for (std::size_t item = 0; item < bytes.size(); ++item)
        bytes[item] = sizes[(item * 5 + item / 7) % 8];
    return tableOf(std::move(bytes));
}

} // namespace

/// Against what vLLM 0.32.0 answered, and the Python models that gave its every count.
class CacheMeasuredTest : public QObject {
    Q_OBJECT

private slots:
    void vllmEqualsTheMeasuredServer()
    {
        const auto requests = recordedRequests();
        QCOMPARE(requests.size(), 400U);
        const ItemTable table = tableOf(std::vector<std::uint64_t>(100, 75288));
        // vllm-measured 4, seed 1.
        QVERIFY((run("vllm:10", table, requests).items == reuse::HitShare{ 615, 276 }));
        QVERIFY((run("vllm:20", table, requests).items == reuse::HitShare{ 615, 377 }));
        QVERIFY((run("vllm:1505760B", table, requests).items == reuse::HitShare{ 615, 377 }));
        QVERIFY((run("vllm:50", table, requests).items == reuse::HitShare{ 615, 499 }));
        QVERIFY(
            (run("vllm-shm:4152500B:1MiB", table, requests).items == reuse::HitShare{ 615, 463 }));
    }

    void sharedMemoryEqualsTheModelOfTheMeasurements()
    {
        const auto requests = mixedRequests();
        const ItemTable table = mixedTable();
        const auto hits = [&](const char* spec) { return run(spec, table, requests).items.hits; };
        QCOMPARE(hits("vllm-shm:4000000B:1MiB"), 503U);
        QCOMPARE(hits("vllm-shm:6MB:1MiB"), 734U);
        QCOMPARE(hits("vllm-shm:9MB:1MiB"), 1042U);
        QCOMPARE(hits("vllm-shm:12MB:1MiB"), 1326U);
    }

    void vllmEqualsTheModelOfTheMeasurements()
    {
        const ItemTable table = mixedTable();
        const auto all = mixedRequests();
        const auto hits = [&](std::uint64_t capacity) {
            RequestList fitting;
            for (std::size_t i = 0; i < all.size(); ++i) {
                std::vector<ItemIndex> items(all[i].begin(), all[i].end());
                std::sort(items.begin(), items.end());
                items.erase(std::unique(items.begin(), items.end()), items.end());
                std::uint64_t sum = 0;
                for (const ItemIndex item : items)
                    sum += table.bytes[item];
                if (sum <= capacity)
                    fitting.add(all[i]);
            }
            return run("vllm:" + std::to_string(capacity) + "B", table, fitting).items.hits;
        };
        QCOMPARE(hits(4'000'000), 495U);
        QCOMPARE(hits(8'000'000), 764U);
        QCOMPARE(hits(12'000'000), 1007U);
    }
};

POOLSCOPE_TEST(CacheMeasuredTest)
#include "cache_measured_test.moc"
