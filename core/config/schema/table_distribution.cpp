// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/schema/tables.h"

namespace poolscope::config::schema {

namespace {

// The order of the names is the order of DistributionType.
constexpr std::array<std::string_view, 6> types{ "normal", "skew_normal", "lognormal", "uniform",
    "poisson", "fixed" };
constexpr std::array<Form, 1> typeForm = choiceForm(types);
constexpr std::array<Form, 1> spread = numberForm(atLeastZero, moderateFromZero);

constexpr std::array<FormerKey, 5> formerKeys{ { { "std", "std_dev" }, { "stddev", "std_dev" },
    { "standard_deviation", "std_dev" }, { "distribution", "type" },
    { "distribution_type", "type" } } };

constexpr std::array<Field, 8> distributionFields{ {
    { .key = "type", .forms = typeForm, .standard = "normal", .help = "Law of the values." },
    { .key = "min",
        .forms = moderateInteger,
        .standard = "10",
        .help = "Smallest value; draws below it are raised to it." },
    { .key = "max",
        .forms = moderateInteger,
        .standard = "1024",
        .help = "Largest value; draws above it are lowered to it." },
    { .key = "mean",
        .forms = moderateNumber,
        .standard = "512",
        .help = "Mean before clamping; the value itself for a fixed law." },
    { .key = "std_dev",
        .forms = spread,
        .standard = "200",
        .help = "Standard deviation before clamping." },
    { .key = "variance",
        .forms = spread,
        .isNullable = true,
        .help = "Square of the standard deviation, instead of std_dev." },
    { .key = "skew",
        .forms = moderateNumber,
        .standard = "0.0",
        .help = "Skewness of a skew_normal law; the others ignore it." },
    { .key = "total_count",
        .forms = anyInteger,
        .isNullable = true,
        .help = "How many lengths inference-perf draws in advance." },
} };

constexpr std::array<std::string_view, 7> indexTypes{ "uniform", "zipf", "fixed", "normal",
    "lognormal", "poisson", "skew_normal" };
constexpr std::array<Form, 1> indexTypeForm = choiceForm(indexTypes);

constexpr std::array<Form, 1> weightItem = blockForm(indexWeight);
constexpr std::array<Form, 1> weightList{ Form{
    .kind = FormKind::list, .items = weightItem, .excludesEmpty = true } };

constexpr std::array<Form, 2> sequenceItem{ Form{
                                                .kind = FormKind::integer, .limits = atLeastZero },
    Form{ .kind = FormKind::block, .block = &sequenceEntry } };
constexpr std::array<Form, 1> sequenceRequest{ Form{
    .kind = FormKind::list, .items = sequenceItem } };
constexpr std::array<Form, 1> sequenceList{ Form{
    .kind = FormKind::list, .items = sequenceRequest, .excludesEmpty = true } };

constexpr std::array<Field, 10> indexFields{ {
    { .key = "type",
        .forms = indexTypeForm,
        .standard = "uniform",
        .help = "Law over the indices of the pool." },
    { .key = "min", .forms = wholeFromZero, .standard = "0", .help = "First index that is drawn." },
    { .key = "max",
        .forms = wholeFromZero,
        .isNullable = true,
        .help = "Last index that is drawn; the pool's last one when absent." },
    { .key = "mean",
        .forms = moderateNumber,
        .isNullable = true,
        .help = "Mean of the variate before rounding; the index itself for a fixed law." },
    { .key = "std_dev",
        .forms = moderateNumberFromZero,
        .isNullable = true,
        .help = "Standard deviation of the variate before rounding." },
    { .key = "variance",
        .forms = moderateNumberFromZero,
        .isNullable = true,
        .help = "Square of the standard deviation, instead of std_dev." },
    { .key = "skew",
        .forms = moderateNumber,
        .isNullable = true,
        .help = "Exponent of a zipf law, 0 (uniform) to 100; skewness of a skew_normal law." },
    { .key = "total_count",
        .forms = anyInteger,
        .isNullable = true,
        .help = "Has no effect here." },
    { .key = "weights",
        .forms = weightList,
        .isNullable = true,
        .help = "Explicit weights by index; indices that are not listed are never drawn." },
    { .key = "sequence",
        .forms = sequenceList,
        .isNullable = true,
        .help = "Exactly these items, request by request, over and over." },
} };

constexpr std::array<Field, 2> weightFields{ {
    { .key = "index", .forms = wholeFromZero, .isRequired = true, .help = "Index in the pool." },
    { .key = "weight",
        .forms = moderateNumberFromZero,
        .isRequired = true,
        .help = "Share of the draws, in proportion to the other weights." },
} };

constexpr std::array<Form, 1> place = numberForm(share);

constexpr std::array<Field, 2> sequenceFields{ {
    { .key = "index", .forms = wholeFromZero, .isRequired = true, .help = "Index in the pool." },
    { .key = "at",
        .forms = place,
        .isNullable = true,
        .help = "Place in the text, 0 (start) to 1 (end)." },
} };

constexpr std::array<Form, 1> poolSize = integerForm({ .min = 1, .max = maxPoolSize });
constexpr std::array<Form, 1> samplingForm = blockForm(indexDistribution);

constexpr std::array<Field, 3> poolFields{ {
    { .key = "size",
        .forms = poolSize,
        .isRequired = true,
        .unit = "items",
        .help = "How many distinct items exist in a run, whatever the number of workers." },
    { .key = "sampling",
        .forms = samplingForm,
        .isNullable = true,
        .help = "How each slot of each request picks an item; uniform when absent." },
    { .key = "source",
        .forms = text,
        .isNullable = true,
        .help = "Folder with files to use instead of generated media." },
} };

} // namespace

constinit const Block distribution{ "Distribution", "a distribution", distributionFields,
    formerKeys };
constinit const Block indexDistribution{ "IndexDistribution", "a law over the pool's indices",
    indexFields };
constinit const Block indexWeight{ "IndexWeight", "an index with its weight", weightFields };
constinit const Block sequenceEntry{ "SequenceEntry", "an index with a place", sequenceFields };
constinit const Block pool{ "Pool", "a pool", poolFields };

} // namespace poolscope::config::schema
