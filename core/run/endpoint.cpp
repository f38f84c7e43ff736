// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/run/endpoint.h"

#include "core/base/text.h"
#include "core/run/curl.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <fmt/format.h>

namespace poolscope::run {

namespace {

/// No answer we read here is larger; /metrics of a big server has about 200 kB.
constexpr std::size_t maxAnswer = 16U << 20U;

std::size_t collect(char* data, std::size_t size, std::size_t count, void* target)
{
    auto& text = *static_cast<std::string*>(target);
    if (text.size() + size * count > maxAnswer)
        return 0;
    text.append(data, size * count);
    return size * count;
}

int isStopped(void* stop, curl_off_t, curl_off_t, curl_off_t, curl_off_t)
{
    return static_cast<std::stop_token*>(stop)->stop_requested() ? 1 : 0;
}

base::Result<std::string> get(const Endpoint& endpoint, std::string_view path,
    std::chrono::milliseconds timeout, std::stop_token stop)
{
    const detail::EasyPtr easy(curl_easy_init());
    if (!easy)
        return base::fail(base::Code::internal, "Cannot start an HTTP request");
    const std::string url = endpoint.baseUrl + std::string(path);
    const detail::ListPtr headers = detail::headerList(endpoint, false);
    std::string answer;
    detail::set(easy.get(), CURLOPT_URL, url.c_str());
    detail::set(easy.get(), CURLOPT_HTTPHEADER, headers.get());
    detail::set(easy.get(), CURLOPT_NOSIGNAL, 1L);
    detail::set(easy.get(), CURLOPT_PROTOCOLS_STR, "http,https");
    detail::set(easy.get(), CURLOPT_TIMEOUT_MS, static_cast<long>(timeout.count()));
    detail::avoidProxyOnLoopback(easy.get());
    detail::set(easy.get(), CURLOPT_WRITEFUNCTION, collect);
    detail::set(easy.get(), CURLOPT_WRITEDATA, &answer);
    detail::set(easy.get(), CURLOPT_NOPROGRESS, 0L);
    detail::set(easy.get(), CURLOPT_XFERINFOFUNCTION, isStopped);
    detail::set(easy.get(), CURLOPT_XFERINFODATA, &stop);
    const CURLcode code = curl_easy_perform(easy.get());
    if (stop.stop_requested())
        return base::cancelled();
    if (code != CURLE_OK)
        return base::fail(base::Code::network,
            fmt::format(
                "Cannot reach {}: {}", shownUrl(endpoint.baseUrl), curl_easy_strerror(code)),
            "Check server.base_url, and that the server is up.");
    long status = 0;
    curl_easy_getinfo(easy.get(), CURLINFO_RESPONSE_CODE, &status);
    if (status != 200)
        return base::fail(base::Code::invalid, fmt::format("{} answered {}", shownUrl(url), status),
            status == 401 || status == 403 ? "Check the API key." : "");
    return answer;
}

/// Value of a metrics line "name{labels} 12.0", when its name is `name` or `name` + "_total".
std::optional<double> valueOf(std::string_view line, std::string_view name)
{
    if (!line.starts_with(name))
        return {};
    line.remove_prefix(name.size());
    if (line.starts_with("_total"))
        line.remove_prefix(6);
    if (line.starts_with("{")) {
        const std::size_t end = line.rfind('}');
        if (end == std::string_view::npos)
            return {};
        line.remove_prefix(end + 1);
    }
    if (!line.starts_with(" "))
        return {};
    line.remove_prefix(1);
    double value = 0;
    const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), value);
    if (error != std::errc() || !(value >= 0 && value < 1e18))
        return {};
    return value;
}

std::string withEnvironment(std::string_view text)
{
    std::string result;
    for (;;) {
        const std::size_t begin = text.find("${");
        const std::size_t end = begin == std::string_view::npos ? begin : text.find('}', begin);
        if (end == std::string_view::npos)
            return result += text;
        result += text.substr(0, begin);
        const std::string name(text.substr(begin + 2, end - begin - 2));
        if (const char* value
            = std::getenv(name.c_str())) // NOLINT(concurrency-mt-unsafe): read only
            result += value;
        text.remove_prefix(end + 1);
    }
}

} // namespace

bool hasVariable(const std::string& name)
{
    const char* value = std::getenv(name.c_str()); // NOLINT(concurrency-mt-unsafe): read only
    return value && *value != '\0';
}

Endpoint endpointOf(std::string baseUrl, const std::string& apiKey,
    const std::map<std::string, std::string>& headers)
{
    while (baseUrl.ends_with('/'))
        baseUrl.pop_back();
    Endpoint endpoint{ std::move(baseUrl), withEnvironment(apiKey), {} };
    for (const auto& [name, value] : headers)
        endpoint.headers[name] = withEnvironment(value);
    return endpoint;
}

std::string shownUrl(std::string_view url)
{
    const base::TextRange user = base::userInfo(url);
    const std::size_t end = std::min(url.find_first_of("?#", user.end), url.size());
    return std::string(url.substr(0, user.begin))
        + std::string(url.substr(user.end, end - user.end));
}

void initialize()
{
    curl_global_init(CURL_GLOBAL_DEFAULT);
}

std::string libraryVersion()
{
    return fmt::format("libcurl {}", curl_version_info(CURLVERSION_NOW)->version);
}

base::Result<std::vector<std::string>> models(
    const Endpoint& endpoint, std::chrono::milliseconds timeout, std::stop_token stop)
{
    const auto answer = get(endpoint, "/v1/models", timeout, stop);
    if (!answer)
        return tl::make_unexpected(answer.error());
    std::vector<std::string> ids;
    const auto json = nlohmann::json::parse(*answer, nullptr, false);
    const auto data = json.is_object() ? json.find("data") : json.end();
    if (data != json.end() && data->is_array())
        for (const auto& model : *data)
            if (model.is_object() && model.contains("id") && model["id"].is_string())
                ids.push_back(model["id"].get<std::string>());
    if (ids.empty())
        return base::fail(base::Code::invalid,
            fmt::format("{}/v1/models names no model", endpoint.baseUrl), "Set server.model_name.");
    return ids;
}

std::optional<CacheCounters> parseCacheCounters(std::string_view metrics)
{
    CacheCounters counters;
    bool isFound = false;
    const auto add = [&](std::string_view line, std::string_view name, std::uint64_t& total) {
        if (const auto value = valueOf(line, name)) {
            total += static_cast<std::uint64_t>(*value);
            isFound = true;
        }
    };
    while (!metrics.empty()) {
        const std::size_t end = std::min(metrics.find('\n'), metrics.size());
        std::string_view line = metrics.substr(0, end);
        metrics.remove_prefix(std::min(end + 1, metrics.size()));
        if (line.ends_with('\r'))
            line.remove_suffix(1);
        add(line, "vllm:mm_cache_queries", counters.mediaQueries);
        add(line, "vllm:mm_cache_hits", counters.mediaHits);
        add(line, "vllm:prefix_cache_queries", counters.prefixQueries);
        add(line, "vllm:prefix_cache_hits", counters.prefixHits);
    }
    return isFound ? std::optional(counters) : std::nullopt;
}

std::optional<CacheCounters> cacheCounters(
    const Endpoint& endpoint, std::chrono::milliseconds timeout, std::stop_token stop)
{
    const auto answer = get(endpoint, "/metrics", timeout, stop);
    return answer ? parseCacheCounters(*answer) : std::nullopt;
}

} // namespace poolscope::run
