// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/plan/media_plan.h"

#include <algorithm>
#include <cassert>
#include <map>

namespace poolscope::plan {

namespace {

using base::Modality;
using base::Purpose;
using media::Format;
using media::Side;

/// More items than this per request and modality are not placed: the body could not be sent.
constexpr std::size_t maxItems = 65535;
/// Upstream's hidden pool of MP4 files holds this many per (width, height, frames).
constexpr std::size_t impliedPerProfile = 4;

/// Streams of the two sides and three modalities are apart.
std::uint32_t channelOf(Modality modality, Side side)
{
    return static_cast<std::uint32_t>(modality) + (side == Side::prefix ? 3U : 0U);
}

Format formatOf(const config::Multimodal& settings, Modality modality)
{
    switch (modality) {
    case Modality::image:
        // Upstream sends PNG when asked for WebP; the validator says so.
        return settings.image->representation == config::ImageRepresentation::jpeg ? Format::jpeg
                                                                                   : Format::png;
    case Modality::video:
        switch (settings.video->representation) {
        case config::VideoRepresentation::mp4:
            return Format::mp4;
        case config::VideoRepresentation::pngFrames:
            return Format::pngFrames;
        case config::VideoRepresentation::jpegFrames:
            return Format::jpegFrames;
        }
        break;
    case Modality::audio:
        break;
    }
    return Format::wav;
}

} // namespace

MediaPlan::MediaPlan(
    const config::Multimodal& settings, Modality modality, Side side, std::uint64_t seed)
    : m_modality(modality)
    , m_side(side)
    , m_format(formatOf(settings, modality))
    , m_countStream(seed, Purpose::count, channelOf(modality, side))
    , m_itemStream(seed, Purpose::item, channelOf(modality, side))
    , m_specStream(seed, Purpose::itemSpec, channelOf(modality, side))
    , m_contentStream(seed, Purpose::itemContent, channelOf(modality, side))
    , m_insertionStream(seed, Purpose::insertionPoint, channelOf(modality, side))
{
    const config::MediaSettings& common = *settings.media(modality);
    readShapes(settings);
    readPool(common, m_format == Format::mp4);
    if (common.count)
        m_count.emplace(*common.count);
    if (isSequence()) {
        for (const auto& request : m_sequence.requests) {
            m_counts.resize(std::max(m_counts.size(), request.size() + 1));
            m_counts[request.size()] += 1.0 / static_cast<double>(m_sequence.requests.size());
        }
    } else {
        m_counts = m_count ? sampling::countProbabilities(*m_count, maxItems + 1)
                           : std::vector<double>{ 1.0 };
    }
    m_insertionPoint = common.insertionPoint;
    if (const auto* law = std::get_if<config::Distribution>(&m_insertionPoint))
        m_insertionLaw.emplace(*law);
}

void MediaPlan::readShapes(const config::Multimodal& settings)
{
    std::map<Shape, std::size_t> known;
    std::vector<double> weights;
    const auto add = [&](const Shape& shape, double weight) {
        const auto [place, isNew] = known.try_emplace(shape, m_shapes.size());
        if (isNew) {
            m_shapes.push_back(shape);
            weights.push_back(0);
        }
        weights[place->second] += std::max(0.0, weight);
    };
    const auto pixels = [](const config::Resolution& resolution) {
        return Shape{ static_cast<std::int32_t>(resolution.width),
            static_cast<std::int32_t>(resolution.height), 1, 0 };
    };
    if (m_modality == Modality::image)
        for (const auto& [resolution, weight] : settings.image->resolutions)
            add(pixels(resolution), weight);
    if (m_modality == Modality::video)
        for (const auto& [profile, weight] : settings.video->profiles) {
            Shape shape = pixels(profile.resolution);
            shape.frames = static_cast<std::int32_t>(profile.frames);
            add(shape, weight);
        }
    if (m_modality == Modality::audio)
        for (const auto& [seconds, weight] : settings.audio->durations)
            add(Shape{ 0, 0, 0, seconds }, weight);
    // Upstream takes the first entry when the weights add up to nothing.
    if (std::all_of(weights.begin(), weights.end(), [](double weight) { return weight == 0; }))
        weights.front() = 1;
    m_shapeTable = sampling::CumulativeTable(weights);
}

void MediaPlan::readPool(const config::MediaSettings& settings, bool isMp4)
{
    if (settings.pool) {
        m_origin = Origin::pool;
        m_law.emplace(*settings.pool);
        if (const auto* sequence
            = std::get_if<config::SequenceSampling>(&settings.pool->sampling.law))
            m_sequence = *sequence;
        if (settings.pool->source) {
            m_format = Format::file;
            m_source = *settings.pool->source;
        }
    } else if (m_side == Side::prefix) {
        m_origin = Origin::group;
    } else if (isMp4) {
        m_origin = Origin::implied;
        std::vector<double> weights;
        for (std::size_t shape = 0; shape < m_shapes.size(); ++shape)
            weights.insert(weights.end(), impliedPerProfile,
                m_shapeTable.probability(shape) / static_cast<double>(impliedPerProfile));
        m_law = sampling::IndexDistribution::ofWeights(std::move(weights));
    }
}

double MediaPlan::meanCount() const
{
    double mean = 0;
    for (std::size_t k = 1; k < m_counts.size(); ++k)
        mean += static_cast<double>(k) * m_counts[k];
    return mean;
}

std::uint32_t MediaPlan::countOf(std::uint64_t key) const
{
    if (!m_count)
        return 0;
    return static_cast<std::uint32_t>(std::clamp<std::int64_t>(
        m_count->draw(m_countStream, key, 0), 0, static_cast<std::int64_t>(maxItems)));
}

media::ItemSpec MediaPlan::shaped(std::size_t shape) const
{
    media::ItemSpec spec;
    spec.modality = m_modality;
    spec.format = m_format;
    spec.width = m_shapes[shape].width;
    spec.height = m_shapes[shape].height;
    spec.frames = m_shapes[shape].frames;
    spec.seconds = m_shapes[shape].seconds;
    return spec;
}

media::ItemSpec MediaPlan::spec(std::uint64_t id, Side side) const
{
    media::ItemSpec spec;
    if (m_format == Format::file) {
        spec.modality = m_modality;
        spec.format = m_format;
        spec.source = m_source;
    } else {
        spec = shaped(m_origin == Origin::implied ? static_cast<std::size_t>(id) / impliedPerProfile
                                                  : m_shapeTable.find(m_specStream.unit(id, 0)));
        spec.seed = m_contentStream.seedFor(id, 0);
    }
    spec.side = side;
    spec.item = id;
    return spec;
}

double MediaPlan::meanItemBytes() const
{
    double mean = 0;
    for (std::size_t shape = 0; shape < m_shapes.size(); ++shape)
        mean += m_shapeTable.probability(shape) * media::meanBytes(shaped(shape));
    return mean;
}

media::ItemSpec MediaPlan::item(std::uint64_t index) const
{
    return spec(index, m_side);
}

double MediaPlan::insertionPoint(std::uint64_t key, std::uint32_t slot) const
{
    if (const auto* point = std::get_if<double>(&m_insertionPoint))
        return *point;
    if (m_insertionLaw)
        return std::clamp(
            static_cast<double>(m_insertionLaw->draw(m_insertionStream, key, slot)), 0.0, 1.0);
    return m_insertionStream.unit(key, slot);
}

const std::vector<config::SequenceEntry>& MediaPlan::sequenceEntry(std::uint64_t key) const
{
    return m_sequence.requests[static_cast<std::size_t>(key % m_sequence.requests.size())];
}

void MediaPlan::drawIndices(std::uint64_t key, std::vector<std::uint64_t>& indices) const
{
    if (isSequence()) {
        for (const auto& entry : sequenceEntry(key))
            indices.push_back(static_cast<std::uint64_t>(entry.index));
        return;
    }
    if (!m_law)
        return;
    const std::uint32_t count = countOf(key);
    for (std::uint32_t slot = 0; slot < count; ++slot)
        indices.push_back(static_cast<std::uint64_t>(m_law->draw(m_itemStream, key, slot)));
}

void MediaPlan::sentIndices(std::uint64_t key, std::vector<std::uint64_t>& indices) const
{
    const std::size_t begin = indices.size();
    drawIndices(key, indices);
    const bool isFixed = std::holds_alternative<double>(m_insertionPoint) && !isSequence();
    if (isFixed || indices.size() < begin + 2)
        return;
    std::vector<std::pair<double, std::uint64_t>> placed;
    for (std::size_t i = begin; i < indices.size(); ++i) {
        const auto slot = static_cast<std::uint32_t>(i - begin);
        placed.emplace_back(
            isSequence() ? sequencePoint(key, slot) : insertionPoint(key, slot), indices[i]);
    }
    std::stable_sort(placed.begin(), placed.end(),
        [](const auto& a, const auto& b) { return a.first < b.first; });
    for (std::size_t i = 0; i < placed.size(); ++i)
        indices[begin + i] = placed[i].second;
}

double MediaPlan::sequencePoint(std::uint64_t key, std::uint32_t slot) const
{
    const auto& entries = sequenceEntry(key);
    if (entries[slot].at)
        return *entries[slot].at;
    // Without a word about places: text 1, item 1, text 2, item 2, ...
    return std::holds_alternative<std::monostate>(m_insertionPoint)
        ? (slot + 1.0) / static_cast<double>(entries.size())
        : insertionPoint(key, slot);
}

void MediaPlan::place(std::uint64_t key, std::vector<Placement>& placements) const
{
    if (isSequence()) {
        const auto& entries = sequenceEntry(key);
        for (std::uint32_t slot = 0; slot < entries.size(); ++slot)
            placements.push_back({ item(static_cast<std::uint64_t>(entries[slot].index)),
                sequencePoint(key, slot) });
        return;
    }
    const std::uint32_t count = countOf(key);
    for (std::uint32_t slot = 0; slot < count; ++slot) {
        Placement placement;
        if (m_law) {
            placement.item = item(static_cast<std::uint64_t>(m_law->draw(m_itemStream, key, slot)));
        } else if (m_origin == Origin::group) {
            // Items of all groups are numbered through; one item a group is the group's number.
            const auto perGroup
                = static_cast<std::uint64_t>(std::max<std::size_t>(1, m_counts.size() - 1));
            placement.item = item(key * perGroup + slot);
        } else {
            placement.item = spec(key << 24U | slot, Side::fresh);
        }
        placement.at = insertionPoint(key, slot);
        placements.push_back(std::move(placement));
    }
}

} // namespace poolscope::plan
