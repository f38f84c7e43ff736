// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/schema/tables.h"

namespace poolscope::config::schema {

namespace {

// Both triggers are blocks of their own: the word under `type` says which one is meant.
constexpr std::array<std::string_view, 1> consecutiveName{ "consecutive" };
constexpr std::array<std::string_view, 1> rateName{ "rate_over_window" };
constexpr std::array<Form, 1> consecutiveType = choiceForm(consecutiveName);
constexpr std::array<Form, 1> rateType = choiceForm(rateName);
constexpr std::array<Form, 1> hitShare = numberForm(share);

constexpr std::array<Field, 2> consecutiveFields{ {
    { .key = "type",
        .forms = consecutiveType,
        .isRequired = true,
        .help = "Open after so many hits in a row." },
    { .key = "threshold",
        .forms = positiveInteger,
        .isRequired = true,
        .unit = "hits",
        .help = "Hits in a row that open the breaker." },
} };

constexpr std::array<Field, 4> rateFields{ {
    { .key = "type",
        .forms = rateType,
        .isRequired = true,
        .help = "Open when hits are too frequent for a while." },
    { .key = "window_sec",
        .forms = numberAboveZero,
        .isRequired = true,
        .unit = "s",
        .help = "Length of the window that is looked at." },
    { .key = "threshold",
        .forms = hitShare,
        .isRequired = true,
        .help = "Share of hits that opens the breaker." },
    { .key = "min_samples",
        .forms = wholeFromZero,
        .standard = "0",
        .help = "Samples that must be in the window." },
} };

constexpr std::array<Form, 1> expressions{ Form{
    .kind = FormKind::list, .items = text, .refusesEmpty = true } };
constexpr std::array<Field, 2> conditionFields{ {
    { .key = "matches",
        .forms = expressions,
        .isRequired = true,
        .help = "JMESPath expressions that choose the metrics." },
    { .key = "rules",
        .forms = textList,
        .standard = "[]",
        .help = "JMESPath expressions that make a hit; without any, every match is one." },
} };
constexpr Block condition{
    .id = "Condition", .name = "{matches, rules}", .fields = conditionFields, .ignoresUnknown = true
};
constexpr std::array<Form, 1> conditionForm = blockForm(condition);
constexpr std::array<Form, 2> triggerForms{ blockForm(consecutiveTrigger)[0],
    blockForm(rateTrigger)[0] };
constexpr std::array<Form, 1> triggerList = listForm(triggerForms);

constexpr std::array<Field, 3> breakerFields{ {
    { .key = "name",
        .forms = text,
        .isRequired = true,
        .help = "What load.circuit_breakers calls it." },
    { .key = "metrics",
        .forms = conditionForm,
        .isRequired = true,
        .help = "What is watched, and what counts as a hit." },
    { .key = "triggers",
        .forms = triggerList,
        .isRequired = true,
        .help = "What opens the breaker and stops the run." },
} };

} // namespace

constinit const Block circuitBreaker{ .id = "CircuitBreaker",
    .name = "a circuit breaker",
    .fields = breakerFields,
    .ignoresUnknown = true };
constinit const Block consecutiveTrigger{ .id = "ConsecutiveTrigger",
    .name = "a trigger {type: consecutive, threshold}",
    .fields = consecutiveFields,
    .ignoresUnknown = true };
constinit const Block rateTrigger{
    .id = "RateTrigger",
    .name = "a trigger {type: rate_over_window, window_sec, threshold}",
    .fields = rateFields,
    .ignoresUnknown = true,
};

} // namespace poolscope::config::schema
