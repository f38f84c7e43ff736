// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <string_view>
#include <vector>

/// Every code a Diagnostic can have. Codes are public (docs, tests, --json): never reuse one.
namespace poolscope::config::codes {

// PS1xx: the text as YAML.
inline constexpr std::string_view unreadableFile = "PS100";
inline constexpr std::string_view textTooLarge = "PS101";
inline constexpr std::string_view notUtf8 = "PS102";
inline constexpr std::string_view badCharacter = "PS103"; ///< control characters
inline constexpr std::string_view badLineBreak = "PS104"; ///< a lone CR, U+0085, U+2028, U+2029
inline constexpr std::string_view tab = "PS105"; ///< outside quotes, comments and block scalars
inline constexpr std::string_view openQuote = "PS106";
inline constexpr std::string_view duplicateKey = "PS107";
inline constexpr std::string_view unknownAlias = "PS108";
inline constexpr std::string_view badAnchor = "PS109"; ///< defined twice, or a bad name
inline constexpr std::string_view recursiveAlias = "PS110";
inline constexpr std::string_view aliasBomb = "PS111";
inline constexpr std::string_view tooDeep = "PS112";
inline constexpr std::string_view secondDocument = "PS113";
inline constexpr std::string_view badKey = "PS114"; ///< missing, or not a scalar
inline constexpr std::string_view badMerge = "PS115"; ///< `<<` without a mapping
inline constexpr std::string_view unknownTag = "PS116";
inline constexpr std::string_view openBracket = "PS117"; ///< or one that closes nothing
inline constexpr std::string_view misplacedValue = "PS118"; ///< indentation, `a: b: c`, `a: - b`
inline constexpr std::string_view syntax = "PS119"; ///< anything else that is not YAML
inline constexpr std::string_view unreadableScalar = "PS120"; ///< PyYAML fails on it: 0x_, =

// PS2xx: fields against the schema.
inline constexpr std::string_view rootNotMapping = "PS201";
inline constexpr std::string_view unknownKey = "PS202";
inline constexpr std::string_view wrongType = "PS203";
inline constexpr std::string_view outOfRange = "PS204"; ///< for inference-perf, or for requests
inline constexpr std::string_view unknownName = "PS205"; ///< none of the names a setting may have
inline constexpr std::string_view missingKey = "PS206";
inline constexpr std::string_view nullNotAllowed = "PS207";
inline constexpr std::string_view keyAndAlias = "PS208"; ///< one setting under two names
inline constexpr std::string_view emptyList = "PS209";
inline constexpr std::string_view placeholder = "PS210"; ///< where a number or a name is wanted
inline constexpr std::string_view newerKey = "PS211"; ///< that the release does not know yet
inline constexpr std::string_view misplacedKey = "PS212";
inline constexpr std::string_view formerKey = "PS213"; ///< of an older release

// PS3xx: settings against each other.
inline constexpr std::string_view minAboveMax = "PS301";
inline constexpr std::string_view spreadTwice = "PS302"; ///< std_dev and variance
inline constexpr std::string_view impossibleLaw = "PS303"; ///< a type or mean that cannot be drawn
inline constexpr std::string_view insertionOutside = "PS304"; ///< insertion points outside 0..1
inline constexpr std::string_view weightsSumToZero = "PS305";
inline constexpr std::string_view jpegTooLarge = "PS306";
inline constexpr std::string_view indexOutside = "PS307"; ///< of the pool
inline constexpr std::string_view samplingConflict = "PS308"; ///< two laws for one pool
inline constexpr std::string_view samplingIncomplete = "PS309"; ///< a law lacks a parameter
inline constexpr std::string_view duplicateIndex = "PS310";
inline constexpr std::string_view lengthTwice = "PS311"; ///< new and older way to write a length
inline constexpr std::string_view stageMismatch = "PS312";
inline constexpr std::string_view loadDataMismatch = "PS313";
inline constexpr std::string_view sweepConflict = "PS314";
inline constexpr std::string_view adapterShares = "PS315"; ///< do not add up to 1
inline constexpr std::string_view unknownBreaker = "PS316";
inline constexpr std::string_view missingDataBlock = "PS317";
inline constexpr std::string_view chatTemplate = "PS318";
inline constexpr std::string_view multiTurnMedia = "PS319";
inline constexpr std::string_view prometheusSource = "PS320";
inline constexpr std::string_view traceSource = "PS321";
inline constexpr std::string_view staticModel = "PS322";
inline constexpr std::string_view substitutionConflict = "PS323";
inline constexpr std::string_view pinnedSetting = "PS324"; ///< of synthetic_agentic
inline constexpr std::string_view themeMix = "PS325";
inline constexpr std::string_view modelTooShort = "PS326"; ///< max_model_len
inline constexpr std::string_view sessionRate = "PS327";

// PS4xx: what differs from what a person would expect.
inline constexpr std::string_view unknownBlock = "PS401"; ///< at the top level
inline constexpr std::string_view notPlanned = "PS402"; ///< data, load or API that is only kept
inline constexpr std::string_view noLengths = "PS404";
inline constexpr std::string_view noStages = "PS405";
inline constexpr std::string_view noSeed = "PS406";
inline constexpr std::string_view unevenUniform = "PS407";
inline constexpr std::string_view fixedIgnoresRange = "PS408";
inline constexpr std::string_view defaultIsLarge = "PS409"; ///< a count left to its default
inline constexpr std::string_view clampedLaw = "PS410"; ///< much of a law falls on its ends
inline constexpr std::string_view varianceAlone = "PS411";
inline constexpr std::string_view wholeInsertion = "PS412"; ///< a Distribution gives 0 and 1 only
inline constexpr std::string_view inertMedia = "PS413"; ///< no count
inline constexpr std::string_view ignoredBlock = "PS414";
inline constexpr std::string_view outputIgnored = "PS415";
inline constexpr std::string_view apiRoute = "PS416"; ///< the API type does not fit the data
inline constexpr std::string_view webpIsPng = "PS417";
inline constexpr std::string_view oddVideoSize = "PS418";
inline constexpr std::string_view samplingNoEffect = "PS419";
inline constexpr std::string_view itemsNeverSent = "PS420";
inline constexpr std::string_view literalSecret = "PS421";
inline constexpr std::string_view trailingSlash = "PS422";
inline constexpr std::string_view emptyStage = "PS423"; ///< int(rate * duration) is 0
inline constexpr std::string_view sweepKept = "PS424";
inline constexpr std::string_view ignoredStageKey = "PS425";
inline constexpr std::string_view unknownUnit = "PS426";
inline constexpr std::string_view noWorkers = "PS427";
inline constexpr std::string_view endlessWait = "PS428";
inline constexpr std::string_view ignoredCertificate = "PS429";
inline constexpr std::string_view percentileOutside = "PS430"; ///< 0 to 100
inline constexpr std::string_view unknownGoal = "PS431"; ///< of goodput
inline constexpr std::string_view infoLeftOut = "PS432"; ///< of the per-request report
inline constexpr std::string_view noMetrics = "PS433";
inline constexpr std::string_view metricsWithoutModel = "PS434";
inline constexpr std::string_view breakerAlwaysHits = "PS435";
inline constexpr std::string_view anthropicVersion = "PS436";
inline constexpr std::string_view ignoredModel = "PS437"; ///< of an OpenTelemetry replay
inline constexpr std::string_view noRoomForPrompt = "PS438";
inline constexpr std::string_view retriesBlur = "PS439"; ///< latencies
inline constexpr std::string_view hiddenTimeout = "PS440"; ///< of the HTTP client
inline constexpr std::string_view fallingRates = "PS441";
inline constexpr std::string_view longTeardown = "PS442";
inline constexpr std::string_view hiddenVideos = "PS443"; ///< repeated by each worker
inline constexpr std::string_view silentAudio = "PS444";
inline constexpr std::string_view modelListKey = "PS445"; ///< asked for without the key
inline constexpr std::string_view noServer = "PS446";
inline constexpr std::string_view alikeItems = "PS447"; ///< where others make the pool
inline constexpr std::string_view poolPerWorker = "PS448";

// PS5xx: what a server cannot do.
inline constexpr std::string_view cacheTooSmall = "PS501"; ///< for the media of one request

/// What a code is about, in a few words: "unknown key". Empty for texts that are no code.
std::string_view titleOf(std::string_view code);
/// All of them, in their order.
std::vector<std::string_view> all();

} // namespace poolscope::config::codes
