// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/diagnostics/codes.h"

#include <algorithm>
#include <array>
#include <utility>

namespace poolscope::config::codes {

namespace {

using Titled = std::pair<std::string_view, std::string_view>;

constexpr std::array<Titled, 109> titles{ {
    { unreadableFile, "file that cannot be read" },
    { textTooLarge, "text too large" },
    { notUtf8, "text that is not UTF-8" },
    { badCharacter, "control character" },
    { badLineBreak, "unusual line break" },
    { tab, "tab in the indentation" },
    { openQuote, "quote that is not closed" },
    { duplicateKey, "key that stands twice" },
    { unknownAlias, "alias without an anchor" },
    { badAnchor, "bad or repeated anchor" },
    { recursiveAlias, "alias inside its own anchor" },
    { aliasBomb, "aliases that expand too far" },
    { tooDeep, "nesting too deep" },
    { secondDocument, "second document" },
    { badKey, "key that is missing or not plain" },
    { badMerge, "merge key without a mapping" },
    { unknownTag, "unknown tag" },
    { openBracket, "bracket without its partner" },
    { misplacedValue, "value in the wrong place" },
    { syntax, "not YAML" },
    { unreadableScalar, "value that PyYAML fails on" },
    { rootNotMapping, "document that is no mapping" },
    { unknownKey, "unknown key" },
    { wrongType, "value of the wrong type" },
    { outOfRange, "value out of range" },
    { unknownName, "value that is none of the names" },
    { missingKey, "required key that is missing" },
    { nullNotAllowed, "key without a value" },
    { keyAndAlias, "one setting under two names" },
    { emptyList, "empty list" },
    { placeholder, "placeholder that is not filled in" },
    { newerKey, "key that the release does not know yet" },
    { misplacedKey, "key in the wrong block" },
    { formerKey, "key of an older release" },
    { minAboveMax, "min above max" },
    { spreadTwice, "std_dev beside variance" },
    { impossibleLaw, "law that cannot be drawn from" },
    { insertionOutside, "insertion point outside the text" },
    { weightsSumToZero, "weights that are all 0" },
    { jpegTooLarge, "picture too large for JPEG" },
    { indexOutside, "index outside the pool" },
    { samplingConflict, "two laws for one pool" },
    { samplingIncomplete, "law that lacks a parameter" },
    { duplicateIndex, "index with two weights" },
    { lengthTwice, "length written twice" },
    { stageMismatch, "stage of another kind of load" },
    { loadDataMismatch, "load that cannot drive the data" },
    { sweepConflict, "sweep of load that has none" },
    { adapterShares, "adapter shares that are not 1 together" },
    { unknownBreaker, "circuit breaker that is not defined" },
    { missingDataBlock, "data without its block" },
    { chatTemplate, "chat template for other than random data" },
    { multiTurnMedia, "media in conversations" },
    { prometheusSource, "Prometheus without, or with two addresses" },
    { traceSource, "no traces, or two sources of them" },
    { staticModel, "static model that is not complete" },
    { substitutionConflict, "recorded answers that would be replaced" },
    { pinnedSetting, "setting that is pinned" },
    { themeMix, "themes without a weight" },
    { modelTooShort, "sessions longer than the model" },
    { sessionRate, "sessions that begin too fast" },
    { unknownBlock, "unknown block" },
    { notPlanned, "kept, but not planned" },
    { noLengths, "lengths that are not given" },
    { noStages, "load without stages" },
    { noSeed, "no seed" },
    { unevenUniform, "uniform law that is uneven" },
    { fixedIgnoresRange, "fixed law that ignores its range" },
    { defaultIsLarge, "default that is large" },
    { clampedLaw, "law that falls on its ends" },
    { varianceAlone, "variance beside the default std_dev" },
    { wholeInsertion, "insertion points 0 and 1 only" },
    { inertMedia, "media without a count" },
    { ignoredBlock, "block without effect" },
    { outputIgnored, "output length that is ignored" },
    { apiRoute, "API that does not fit the data" },
    { webpIsPng, "webp that is sent as png" },
    { oddVideoSize, "odd video size" },
    { samplingNoEffect, "key without effect on the law" },
    { itemsNeverSent, "items that are never sent" },
    { literalSecret, "secret in the file" },
    { trailingSlash, "address that ends with a slash" },
    { emptyStage, "stage that sends nothing" },
    { sweepKept, "sweep that is not planned" },
    { ignoredStageKey, "key without effect on the stage" },
    { unknownUnit, "unknown unit" },
    { noWorkers, "load without workers" },
    { endlessWait, "endless wait" },
    { ignoredCertificate, "certificate that is not used" },
    { percentileOutside, "percentile that does not exist" },
    { unknownGoal, "goal without effect" },
    { infoLeftOut, "per-request report without its figures" },
    { noMetrics, "metrics from nowhere" },
    { metricsWithoutModel, "metrics without a model name" },
    { breakerAlwaysHits, "circuit breaker that always opens" },
    { anthropicVersion, "requests without their version" },
    { ignoredModel, "model that the replay ignores" },
    { noRoomForPrompt, "answers that leave no room for a prompt" },
    { retriesBlur, "retries that count as latency" },
    { hiddenTimeout, "answers longer than the hidden timeout" },
    { fallingRates, "rates that fall" },
    { longTeardown, "timeout that is followed by a long wait" },
    { hiddenVideos, "videos that every worker repeats" },
    { silentAudio, "clips that are all alike" },
    { modelListKey, "model list asked for without the key" },
    { noServer, "no server" },
    { alikeItems, "items that are alike elsewhere" },
    { poolPerWorker, "pool that every worker makes" },
    { cacheTooSmall, "cache too small for a request" },
} };

} // namespace

std::string_view titleOf(std::string_view code)
{
    const auto found = std::find_if(
        titles.begin(), titles.end(), [&](const Titled& entry) { return entry.first == code; });
    return found != titles.end() ? found->second : std::string_view();
}

std::vector<std::string_view> all()
{
    std::vector<std::string_view> codes;
    for (const Titled& entry : titles)
        codes.push_back(entry.first);
    return codes;
}

} // namespace poolscope::config::codes
