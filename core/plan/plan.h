// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/plan/media_plan.h"
#include "core/plan/schedule.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace poolscope::plan {

/// Seed of a plan when neither the config nor the command line names one.
inline constexpr std::uint64_t defaultSeed = 42;

enum class Route { chat, completions };

/// What is the same in every request of a plan.
struct RequestSettings {
    Route route = Route::chat;
    std::string model; ///< empty: the endpoint's first model
    bool streaming = false;
    bool ignoreEos = true;
    std::string responseFormat; ///< JSON of the body's `response_format`; empty: none

    bool operator==(const RequestSettings&) const = default;
};

/// Text with media in it, before they are woven together.
struct Part {
    std::string text;
    std::vector<Placement> media; ///< images, then videos, then audios, each in drawing order
    bool isMultimodal = false; ///< the config has a multimodal block here, whatever it drew

    bool operator==(const Part&) const = default;
};

/// Everything about one request that does not depend on the endpoint.
struct RequestSpec {
    std::uint64_t index = 0;
    std::size_t stage = 0;
    std::optional<std::uint64_t> group; ///< of a shared prefix
    std::optional<Part> prefix; ///< what all requests of the group begin with
    Part payload;
    std::int64_t maxTokens = 0;

    /// The content is a list of blocks, even when no media were drawn.
    bool isMultimodal() const { return payload.isMultimodal || (prefix && prefix->isMultimodal); }

    bool operator==(const RequestSpec&) const = default;
};

/// plan(workload, seed, r): request r as a pure function of the config and the seed. No thread, no
/// worker, no clock and no earlier request has a say. Immutable, cheap to share between threads.
class Plan {
public:
    /// The workload must be free of errors (config::load). An Error when its data type is one whose
    /// requests Poolscope does not make.
    static base::Result<std::shared_ptr<const Plan>> create(
        const config::Workload& workload, std::uint64_t seed, const LoadOverrides& overrides = {});

    RequestSpec request(std::uint64_t index) const;

    std::uint64_t seed() const { return m_seed; }
    const RequestSettings& settings() const { return m_settings; }
    const Schedule& schedule() const { return m_schedule; }
    /// The media of the payload; null when the modality has no block.
    const MediaPlan* media(base::Modality modality) const;
    /// The media of the shared prefix, drawn per group; null when there are none.
    const MediaPlan* prefixMedia(base::Modality modality) const;
    /// Groups of the shared prefix; 0 without one.
    std::uint64_t groupCount() const { return m_groups; }
    /// Group of a request. Only with groups.
    std::uint64_t groupOf(std::uint64_t request) const;
    /// Expected words of text per request, prefix included, and expected output tokens.
    double meanWords() const;
    double meanOutputTokens() const;

private:
    Plan(const config::Workload& workload, std::uint64_t seed, const LoadOverrides& overrides);
    std::uint64_t promptOf(std::uint64_t request) const;

    using MediaPlans = std::array<std::optional<MediaPlan>, base::allModalities.size()>;

    std::uint64_t m_seed;
    config::DataType m_type;
    RequestSettings m_settings;
    Schedule m_schedule;
    MediaPlans m_payload;
    MediaPlans m_prefix;
    bool m_payloadIsMultimodal = false;
    bool m_prefixIsMultimodal = false;

    std::uint64_t m_groups = 0;
    std::uint64_t m_promptsPerGroup = 0;
    std::optional<base::Permutation> m_order;
    std::optional<sampling::DistributionLaw> m_prefixLength;
    std::optional<sampling::DistributionLaw> m_textLength;
    std::optional<sampling::DistributionLaw> m_outputLength;
    base::RandomStream m_prefixText;
    base::RandomStream m_text;
    base::RandomStream m_prefixLengths;
    base::RandomStream m_textLengths;
    base::RandomStream m_outputLengths;
};

using PlanPtr = std::shared_ptr<const Plan>;

} // namespace poolscope::plan
