// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/unit/testing.h"

#include <QCoreApplication>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>

namespace poolscope::testing {

std::vector<Factory>& registry()
{
    static std::vector<Factory> factories;
    return factories;
}

std::filesystem::path shared()
{
    const std::filesystem::path path = POOLSCOPE_SHARED;
    std::error_code error;
    return std::filesystem::is_directory(path, error) ? path : std::filesystem::path();
}

std::string readAll(const std::filesystem::path& path)
{
    std::ifstream file(path, std::ios::binary);
    if (!file) {
        std::fprintf(stderr, "cannot read %s\n", path.c_str());
        std::abort();
    }
    return { std::istreambuf_iterator<char>(file), {} };
}

} // namespace poolscope::testing

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    int failures = 0;
    for (const auto& make : poolscope::testing::registry())
        failures += QTest::qExec(make().get(), argc, argv);
    return failures == 0 ? 0 : 1;
}
