// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/plan/plan.h"

namespace poolscope::testing {

/// Requests of one small image each, out of `pool`, eight at a time.
inline plan::PlanPtr planOf(const config::Pool& pool, std::int64_t requests = 400)
{
    config::Workload workload;
    workload.api.type = config::ApiType::chat;
    workload.data.type = config::DataType::synthetic;
    workload.data.inputDistribution = config::fixedDistribution(5);
    workload.data.outputDistribution = config::fixedDistribution(3);
    workload.load.type = config::LoadType::concurrent;
    workload.load.stages = { config::ConcurrencyStage{ requests, 8 } };
    config::ImageSettings image;
    image.count = config::fixedDistribution(1);
    image.resolutions = { { { 48, 32 }, 1 } };
    image.pool = pool;
    workload.data.multimodal = config::Multimodal{ image, {}, {} };
    return *plan::Plan::create(workload, 42);
}

inline plan::PlanPtr zipfPlan(std::int64_t size, double skew, std::int64_t requests = 400)
{
    return planOf({ size, { { 0, size - 1 }, config::ZipfSampling{ skew } }, {} }, requests);
}

} // namespace poolscope::testing
