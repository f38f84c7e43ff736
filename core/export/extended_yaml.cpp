// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/config.h"
#include "core/config/patch.h"
#include "core/config/secrets/redact.h"
#include "core/export/targets.h"

namespace poolscope::exports {

base::Result<Export> extendedYaml(const Source& source)
{
    Export result;
    std::string text = config::redacted(source.text);
    if (text != source.text)
        result.notes.emplace_back("Secrets are replaced by references to environment variables.");
    const config::Workload workload = config::load(text).workload;
    if (!workload.load.baseSeed) {
        const auto edit
            = config::patch(text, { "load", "base_seed" }, static_cast<std::int64_t>(source.seed));
        if (!edit)
            return tl::make_unexpected(edit.error());
        text = base::apply(text, *edit);
    }
    const auto hasPool = [](const std::optional<config::Multimodal>& multimodal) {
        return multimodal && multimodal->hasPool();
    };
    const auto& prefix = workload.data.sharedPrefix;
    if (hasPool(workload.data.multimodal) || (prefix && hasPool(prefix->multimodal)))
        result.notes.emplace_back(
            "inference-perf 0.7.0 and older know no pools: 0.7.0 refuses this "
            "file, 0.6.1 would run it without any reuse.");
    result.files.push_back({ "config.yaml", std::move(text) });
    return result;
}

} // namespace poolscope::exports
