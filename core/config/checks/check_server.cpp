// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/bind/block_reader.h"
#include "core/config/checks/checks.h"
#include "core/config/diagnostics/codes.h"
#include "core/config/fill/placeholder.h"
#include "core/config/schema/tables.h"
#include "core/config/secrets/secrets.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace poolscope::config::checks {

namespace {

constexpr std::string_view keyVariable = "${OPENAI_API_KEY}";
constexpr std::string_view hubVariable = "${HF_TOKEN}";

/// A text that stands for itself. The value itself never gets into a message.
bool isLiteral(const std::optional<std::string>& text)
{
    return text && !text->empty() && !isPlaceholder(*text);
}

void secret(const Context& context, const Path& path, std::string_view what, std::string reference)
{
    context.findings
        .warning(codes::literalSecret, path,
            fmt::format(
                "{} stands in the file as it is; everybody who gets the file can use it", what),
            fmt::format("Name an environment variable instead: {}", reference))
        .offer(context.findings.setFix("Name a variable instead", path, Value(reference)));
}

} // namespace

void checkApi(const Context& context)
{
    const bind::BlockReader api(context.tree, context.tree.find({ "api" }), schema::api);
    const auto unit = api.textIfAny("slo_unit");
    constexpr std::array<std::string_view, 3> known{ "s", "ms", "us" };
    if (unit && std::find(known.begin(), known.end(), *unit) == known.end())
        context.findings
            .warning(codes::unknownUnit, { "api", "slo_unit" },
                fmt::format("inference-perf takes the unknown unit \"{}\" for seconds", *unit),
                "Use s, ms or us.")
            .offer(context.findings.setFix("Change it to ms", { "api", "slo_unit" }, "ms"));
}

void checkServer(const Context& context)
{
    Findings& findings = context.findings;
    const bind::BlockReader server(context.tree, context.tree.find({ "server" }), schema::server);
    const Path url{ "server", "base_url" };
    const auto address = server.textIfAny("base_url");
    if (address && address->size() > 1 && address->ends_with('/'))
        findings
            .warning(codes::trailingSlash, url,
                "Routes are put behind the address, so its last / is doubled: //v1/...",
                "Remove the / at the end.")
            .offer(findings.setFix("Remove the /", url,
                Value(address->substr(0, address->find_last_not_of('/') + 1))));
    const bool hasCertificate = server.node("cert_path") != noNode;
    const bool hasKey = server.node("key_path") != noNode;
    const bool isVllm = server.choice<ServerType>("type") == ServerType::vllm;
    if ((hasCertificate || hasKey) && !(hasCertificate && hasKey && isVllm))
        findings.warning(codes::ignoredCertificate,
            { "server", hasCertificate ? "cert_path" : "key_path" },
            "The client certificate is used only with server.type vllm and with both cert_path "
            "and key_path",
            {});
    if (server.node("api_key") != noNode && server.node("model_name") == noNode)
        findings.warning(codes::modelListKey, { "server", "model_name" },
            "Without model_name inference-perf asks the server for its models, but without the "
            "key: a protected server refuses",
            "Give server.model_name.");
    // Poolscope has an endpoint of its own.
    if (findings.isRelease() && !context.has({ "server" }))
        findings.warning(codes::noServer, { "server" },
            fmt::format("The block server is missing: {} refuses to start", findings.upstream()),
            "Add server.base_url.");
}

void checkSecrets(const Context& context)
{
    const bind::BlockReader server(context.tree, context.tree.find({ "server" }), schema::server);
    const bind::BlockReader tokenizer(
        context.tree, context.tree.find({ "tokenizer" }), schema::tokenizer);
    if (isLiteral(server.textIfAny("api_key")))
        secret(context, { "server", "api_key" }, "The API key", std::string(keyVariable));
    if (isLiteral(tokenizer.textIfAny("token")))
        secret(context, { "tokenizer", "token" }, "The token", std::string(hubVariable));
    const auto address = server.textIfAny("base_url");
    const base::TextRange user = base::userInfo(address.value_or(""));
    if (user.size() > 0 && !isPlaceholder(*address))
        context.findings
            .warning(codes::literalSecret, { "server", "base_url" },
                "The address names a user and perhaps a password; everybody who gets the file can "
                "use them",
                "Remove them, and name an environment variable as api_key.")
            .offer(context.findings.setFix("Remove the user", { "server", "base_url" },
                Value(address->substr(0, user.begin) + address->substr(user.end))));
    for (const auto& [name, value] : context.workload.api.headers) {
        if (!isSecretHeader(name) || !isLiteral(value))
            continue;
        const bool isBearer = base::lowerCase(value).starts_with("bearer ");
        secret(context, { "api", "headers", name }, fmt::format("The header {}", name),
            (isBearer ? "Bearer " : "") + std::string(keyVariable));
    }
}

} // namespace poolscope::config::checks
