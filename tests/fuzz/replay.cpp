// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

/// Runs a fuzz target on every file of the folders given, where there is no libFuzzer: what it once
/// found stays mended with any compiler.
int main(int argc, char** argv)
{
    std::size_t count = 0;
    for (int i = 1; i < argc; ++i)
        for (const auto& item : std::filesystem::directory_iterator(argv[i])) {
            std::ifstream file(item.path(), std::ios::binary);
            const std::string bytes{ std::istreambuf_iterator<char>(file), {} };
            std::printf("%s\n", item.path().filename().c_str());
            std::fflush(stdout); // so that the last name is the culprit's
            LLVMFuzzerTestOneInput(
                reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
            ++count;
        }
    std::printf("%zu inputs\n", count);
    return count > 0 ? 0 : 1;
}
