// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/verdict.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <filesystem>
#include <fmt/format.h>
#include <glob.h>

namespace poolscope::cli {

namespace {

namespace fs = std::filesystem;

bool isConfigName(const fs::path& path)
{
    const std::string kind = path.extension().string();
    return kind == ".yaml" || kind == ".yml" || kind == ".json";
}

std::vector<std::string> matchesOf(const std::string& pattern)
{
    glob_t found{};
    std::vector<std::string> files;
    if (glob(pattern.c_str(), GLOB_TILDE, nullptr, &found) == 0)
        for (std::size_t i = 0; i < found.gl_pathc; ++i)
            files.emplace_back(found.gl_pathv[i]); // NOLINT: the library's array
    globfree(&found);
    return files;
}

std::vector<std::string> filesBelow(const std::string& folder)
{
    std::vector<std::string> files;
    std::error_code unreadable;
    for (fs::recursive_directory_iterator
             item(folder, fs::directory_options::skip_permission_denied, unreadable),
         end;
         !unreadable && item != end; item.increment(unreadable))
        if (std::error_code ignored; item->is_regular_file(ignored) && isConfigName(item->path()))
            files.push_back(item->path().string());
    std::sort(files.begin(), files.end());
    return files;
}

} // namespace

void addReading(CLI::App& command, config::Reading& reading)
{
    command
        .add_option_function<std::string>(
            "--for",
            [&reading](const std::string& name) { reading = *config::readingByName(name); },
            "Judge as this release would: inference-perf@0.7.0 or inference-perf@0.6.1")
        ->type_name("RELEASE")
        ->check(CLI::Validator(
            [](std::string& name) {
                return config::readingByName(name) ? std::string()
                                                   : '"' + name
                        + "\" is none of inference-perf@0.7.0, inference-perf@0.6.1 and poolscope";
            },
            ""));
}

base::Result<std::vector<std::string>> expand(const std::vector<std::string>& arguments)
{
    std::vector<std::string> files;
    for (const std::string& argument : arguments) {
        std::error_code unknown;
        const bool isFolder = fs::is_directory(argument, unknown);
        const bool isPattern = !isFolder && !fs::exists(argument, unknown)
            && argument.find_first_of("*?[") != std::string::npos;
        if (!isFolder && !isPattern) {
            files.push_back(argument); // that it may not exist is told with the others
            continue;
        }
        auto found = isFolder ? filesBelow(argument) : matchesOf(argument);
        if (found.empty())
            return base::fail(base::Code::invalid,
                isFolder ? fmt::format("The folder \"{}\" holds no .yaml, .yml or .json", argument)
                         : fmt::format("No file matches \"{}\"", argument),
                "Check the spelling and the working directory.");
        files.insert(files.end(), found.begin(), found.end());
    }
    return files;
}

} // namespace poolscope::cli
