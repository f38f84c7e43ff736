// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/bind/bind.h"

#include "core/config/schema/coerce.h"
#include "core/config/schema/forms.h"
#include "core/config/schema/tables.h"

namespace poolscope::config::bind {

namespace {

Api bindApi(const BlockReader& block)
{
    Api api;
    api.type = block.choice<ApiType>("type");
    api.streaming = block.flag("streaming");
    const NodeId headers = block.node("headers", NodeKind::mapping);
    if (headers != noNode)
        for (const Entry* entry : block.tree().visibleEntries(headers))
            if (const auto text = schema::toText(
                    fittingScalar(block.tree(), block.tree().resolve(entry->value), schema::text)))
                api.headers[entry->key] = *text;
    if (block.node("response_format", NodeKind::mapping) != noNode)
        api.responseFormat
            = bindResponseFormat(block.block("response_format", schema::responseFormat));
    return api;
}

Server bindServer(const BlockReader& block)
{
    Server server;
    server.type = block.choice<ServerType>("type");
    server.modelName = block.textIfAny("model_name");
    server.baseUrl = block.textIfAny("base_url");
    server.ignoreEos = block.flag("ignore_eos");
    server.apiKey = block.textIfAny("api_key");
    return server;
}

std::vector<Stage> bindStages(const BlockReader& load)
{
    std::vector<Stage> stages;
    const auto forms = schema::formsFor(*schema::load.find("stages"), load.tree(), load.mapping());
    const Block* block = forms.front().items.front().block;
    if (block == &schema::sessionStage) // kept in the text only
        return stages;
    for (const NodeId id : itemsOf(load.tree(), load.node("stages", NodeKind::sequence))) {
        if (load.tree().node(id).kind != NodeKind::mapping)
            continue;
        const BlockReader stage(load.tree(), id, *block);
        if (block == &schema::concurrencyStage)
            stages.emplace_back(ConcurrencyStage{ stage.integerIfAny("num_requests").value_or(1),
                stage.integerIfAny("concurrency_level").value_or(1) });
        else
            stages.emplace_back(RateStage{ stage.numberIfAny("rate").value_or(1),
                stage.integerIfAny("duration").value_or(1) });
    }
    return stages;
}

Load bindLoad(const BlockReader& block)
{
    Load load;
    load.type = block.choice<LoadType>("type");
    load.interval = block.number("interval");
    load.stages = bindStages(block);
    load.requestTimeout = block.numberIfAny("request_timeout");
    if (const auto seed = block.integerIfAny("base_seed"))
        load.baseSeed = static_cast<std::uint64_t>(*seed);
    return load;
}

} // namespace

Workload bindDocument(const Tree& tree)
{
    const BlockReader root(tree, tree.isEmpty() ? noNode : tree.resolve(tree.root()), rootBlock());
    Workload workload;
    workload.api = bindApi(root.block("api", schema::api));
    workload.data = bindData(root.block("data", schema::data));
    workload.load = bindLoad(root.block("load", schema::load));
    if (root.node("server", NodeKind::mapping) != noNode)
        workload.server = bindServer(root.block("server", schema::server));
    if (root.node("tokenizer", NodeKind::mapping) != noNode)
        workload.tokenizer = Tokenizer{
            root.block("tokenizer", schema::tokenizer).textIfAny("pretrained_model_name_or_path")
        };
    return workload;
}

} // namespace poolscope::config::bind
