// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/commands.h"
#include "app/cli/input.h"
#include "app/cli/json.h"
#include "app/cli/show_text.h"
#include "app/cli/validators.h"
#include "core/base/hash.h"
#include "core/media/store.h"
#include "core/wire/body.h"

#include <CLI/CLI.hpp>

#include <memory>
#include <ostream>

namespace poolscope::cli {

namespace {

using nlohmann::ordered_json;

struct Options {
    InputOptions input;
    std::optional<std::uint64_t> request;
    std::optional<std::uint64_t> requests;
    bool body = false;
    bool bodies = false;
    bool json = false;
};

/// Items are rendered one request at a time; a budget of this size keeps hot ones at hand.
constexpr std::size_t storeBudget = std::size_t{ 1 } << 30U;

/// A request as blocks, with the hash and size of every file in it.
base::Result<ordered_json> requestJson(const plan::Plan& plan, std::uint64_t index,
    media::PoolStore& store, const std::stop_token& stop)
{
    const plan::RequestSpec request = plan.request(index);
    ordered_json blocks = ordered_json::array();
    const auto content = request.isMultimodal()
        ? wire::contentOf(request)
        : std::vector<wire::Block>{ { wire::promptOf(request), {}, 0 } };
    for (const wire::Block& block : content) {
        if (block.isText()) {
            blocks.push_back({ { "kind", "text" }, { "text", block.text } });
            continue;
        }
        const auto asset = store.get(*block.item, stop);
        if (!asset)
            return tl::make_unexpected(asset.error());
        const media::EncodedBlob& blob = (*asset)->blobs.at(block.frame);
        ordered_json json{ { "kind", base::name(block.item->modality) } };
        if (block.item->side == media::Side::fresh)
            json["item"] = -1;
        else
            json["item"] = block.item->item;
        if (block.item->side == media::Side::prefix)
            json["side"] = "prefix";
        json["sha256"] = blob.sha256;
        json["bytes"] = blob.bytes;
        blocks.push_back(std::move(json));
    }
    ordered_json due = nullptr;
    if (!plan.schedule().stages().empty())
        if (const auto seconds = plan.schedule().due(index))
            due = plan.schedule().stages()[request.stage].start + *seconds;
    return ordered_json{ { "index", index }, { "stage", request.stage }, { "due_s", due },
        { "max_tokens", request.maxTokens }, { "blocks", std::move(blocks) } };
}

Exit showBody(Context& context, const Loaded& loaded, std::uint64_t index)
{
    media::PoolStore store(storeBudget);
    const auto source = [&](const media::ItemSpec& spec) { return store.get(spec, context.stop); };
    const auto& plan = *loaded.snapshot->plan;
    const auto body = wire::makeBody(settingsFor(plan), plan.request(index), source);
    if (!body) {
        report(context.console, body.error());
        return Exit::failed;
    }
    for (const auto& segment : body->segments())
        context.console.out << segment.bytes();
    return Exit::fine;
}

Exit showRequests(Context& context, const Loaded& loaded, const Options& options)
{
    media::PoolStore store(storeBudget);
    const auto& plan = *loaded.snapshot->plan;
    const std::uint64_t first = options.request.value_or(0);
    const std::uint64_t count = options.request ? 1 : *options.requests;
    ordered_json requests = ordered_json::array();
    for (std::uint64_t r = first; r < first + count; ++r) {
        if (context.stop.stop_requested() || !context.console.out)
            return Exit::failed; // of which execute() makes what it is
        auto json = requestJson(plan, r, store, context.stop);
        if (!json) {
            report(context.console, json.error());
            return Exit::failed;
        }
        if (options.bodies) {
            const auto body = wire::makeBody(settingsFor(plan), plan.request(r),
                [&](const media::ItemSpec& spec) { return store.get(spec, context.stop); });
            if (!body) {
                report(context.console, body.error());
                return Exit::failed;
            }
            (*json)["body_bytes"] = body->size();
            (*json)["body_sha256"] = base::sha256(body->text());
        }
        if (options.json)
            requests.push_back(std::move(*json));
        else
            showRequest(context.console, plan, r, *json);
    }
    if (options.json)
        context.console.out << written(
            options.request ? requests.front() : ordered_json{ { "requests", requests } });
    return Exit::fine;
}

Exit show(Context& context, const Options& options)
{
    heedStops();
    snapshot::Options derivation;
    if (options.requests)
        derivation.load.requests = options.requests;
    const auto loaded = load(context, options.input, derivation);
    if (!loaded)
        return Exit::failed;
    if (options.body)
        return showBody(context, *loaded, *options.request);
    if (options.request || (options.requests && options.json))
        return showRequests(context, *loaded, options);
    if (options.json)
        context.console.out << written(figuresJson(*loaded->snapshot));
    else
        showFigures(context.console, loaded->input.name, *loaded->snapshot);
    if (options.requests)
        return showRequests(context, *loaded, options);
    return Exit::fine;
}

} // namespace

void addShow(CLI::App& app, Action& action)
{
    auto options = std::make_shared<Options>();
    CLI::App* command
        = app.add_subcommand("show", "Say what a config means: laws, pools, requests");
    addInput(*command, options->input);
    auto* request
        = command->add_option("--request", options->request, "Show one request of the plan")
              ->check(wholeNumber());
    command
        ->add_flag("--body", options->body, "Print the request's body, byte for byte as it is sent")
        ->needs(request);
    command->add_option("--requests", options->requests, "Show the first N requests")
        ->check(wholeNumber())
        ->excludes(request);
    command->add_flag("--bodies", options->bodies, "With --json: size and SHA-256 of every body");
    command->add_flag("--json", options->json, "One JSON document on stdout");
    command->footer("Example: poolscope-cli show hot-product-images.yaml --request 17 --body");
    command->callback([options, &action] {
        action = [options](Context& context) { return show(context, *options); };
    });
}

} // namespace poolscope::cli
