// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/text.h"
#include "core/run/endpoint.h"

#include <curl/curl.h>

#include <cstdlib>
#include <memory>
#include <string>

/// Ownership of libcurl's objects; only for the files of this room.
namespace poolscope::run::detail {

struct EasyDeleter {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
struct MultiDeleter {
    void operator()(CURLM* handle) const { curl_multi_cleanup(handle); }
};
struct ListDeleter {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using EasyPtr = std::unique_ptr<CURL, EasyDeleter>;
using MultiPtr = std::unique_ptr<CURLM, MultiDeleter>;
using ListPtr = std::unique_ptr<curl_slist, ListDeleter>;

/// curl_easy_setopt is variadic: options and values are checked by its macros only when called with
/// the handle directly, so this stays a thin name for a call that cannot fail for our options.
template <class T> void set(CURL* handle, CURLoption option, T value)
{
    curl_easy_setopt(handle, option, value);
}

/// Proxies of the environment are heard, but never for this machine.
inline void avoidProxyOnLoopback(CURL* handle)
{
    std::string hosts = "localhost,127.0.0.1,::1";
    for (const char* name : { "no_proxy", "NO_PROXY" })
        if (const char* more = std::getenv(name); more && *more != '\0')
            hosts += std::string(",") + more;
    set(handle, CURLOPT_NOPROXY, hosts.c_str());
}

/// The headers of every request to an endpoint, JSON bodies announced when `hasBody`.
inline ListPtr headerList(const Endpoint& endpoint, bool hasBody)
{
    curl_slist* list = nullptr;
    const auto add = [&](const std::string& line) { list = curl_slist_append(list, line.c_str()); };
    if (hasBody) {
        add("Content-Type: application/json");
        add("Expect:"); // no waiting for 100-continue before the body
    }
    // As upstream: the configured headers come last and replace the key's.
    bool hasAuthorization = false;
    for (const auto& [name, value] : endpoint.headers) {
        hasAuthorization = hasAuthorization || base::lowerCase(name) == "authorization";
    }
    if (!endpoint.apiKey.empty() && !hasAuthorization)
        add("Authorization: Bearer " + endpoint.apiKey);
    for (const auto& [name, value] : endpoint.headers)
        add(value.empty() ? name + ";" : name + ": " + value);
    return ListPtr(list);
}

} // namespace poolscope::run::detail
