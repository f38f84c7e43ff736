// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/modality.h"
#include "core/base/random.h"
#include "core/config/workload.h"
#include "core/media/spec.h"
#include "core/sampling/cumulative_table.h"
#include "core/sampling/distribution.h"
#include "core/sampling/index_distribution.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace poolscope::plan {

/// An item and its place in the text.
struct Placement {
    media::ItemSpec item;
    double at = 0; ///< 0 before the text, 1 behind it

    bool operator==(const Placement&) const = default;
};

/// Where a modality's items come from.
enum class Origin {
    pool, ///< the config's `pool`
    implied, ///< upstream's hidden video pool: four items per profile, drawn evenly
    group, ///< the prefix side without a pool: every group has items of its own
    fresh, ///< new bytes for every slot
};

/// How one modality takes part in requests: how many items, which, what they are like and where
/// they go. Every answer is a pure function of (settings, seed, index). Immutable.
class MediaPlan {
public:
    /// `side` is payload or prefix. The settings must outlive nothing: they are copied.
    MediaPlan(const config::Multimodal& settings, base::Modality modality, media::Side side,
        std::uint64_t seed);

    base::Modality modality() const { return m_modality; }
    Origin origin() const { return m_origin; }
    bool hasPool() const { return m_law.has_value(); }
    /// Items in the pool; 0 without one.
    std::int64_t poolSize() const { return m_law ? m_law->size() : 0; }
    /// The law over the pool's items. Only with a pool.
    const sampling::IndexDistribution& law() const { return *m_law; }
    /// P(a request has k items), k = 0, 1, ...
    const std::vector<double>& countProbabilities() const { return m_counts; }
    /// Expected items per request.
    double meanCount() const;
    /// Each request's items are listed, not drawn.
    bool isSequence() const { return !m_sequence.requests.empty(); }
    /// Requests after which the list begins anew; 0 without one.
    std::size_t sequenceLength() const { return m_sequence.requests.size(); }

    /// Item of the pool (0..poolSize-1).
    media::ItemSpec item(std::uint64_t index) const;
    /// Expected bytes of one item before base64, over the shapes it may have; see media::meanBytes.
    double meanItemBytes() const;
    /// The items of request `key` (or of group `key` on the prefix side) in order, appended.
    void place(std::uint64_t key, std::vector<Placement>& placements) const;
    /// Only the pool indices of request `key` in order, appended; nothing without a pool. Much
    /// cheaper than place().
    void drawIndices(std::uint64_t key, std::vector<std::uint64_t>& indices) const;
    /// The same in the order in which they stand in the request's body, among their own modality:
    /// by their places in the text.
    void sentIndices(std::uint64_t key, std::vector<std::uint64_t>& indices) const;

private:
    struct Shape {
        std::int32_t width = 0;
        std::int32_t height = 0;
        std::int32_t frames = 0;
        double seconds = 0;

        auto operator<=>(const Shape&) const = default;
    };

    void readShapes(const config::Multimodal& settings);
    void readPool(const config::MediaSettings& settings, bool isMp4);
    std::uint32_t countOf(std::uint64_t key) const;
    media::ItemSpec spec(std::uint64_t id, media::Side side) const;
    media::ItemSpec shaped(std::size_t shape) const;
    double insertionPoint(std::uint64_t key, std::uint32_t slot) const;
    double sequencePoint(std::uint64_t key, std::uint32_t slot) const;
    const std::vector<config::SequenceEntry>& sequenceEntry(std::uint64_t key) const;

    base::Modality m_modality;
    media::Side m_side;
    Origin m_origin = Origin::fresh;
    media::Format m_format = media::Format::png;
    std::string m_source;
    std::vector<Shape> m_shapes;
    sampling::CumulativeTable m_shapeTable;
    std::optional<sampling::IndexDistribution> m_law;
    config::SequenceSampling m_sequence;
    std::optional<sampling::DistributionLaw> m_count;
    std::vector<double> m_counts;
    config::InsertionPoint m_insertionPoint;
    std::optional<sampling::DistributionLaw> m_insertionLaw;

    base::RandomStream m_countStream;
    base::RandomStream m_itemStream;
    base::RandomStream m_specStream;
    base::RandomStream m_contentStream;
    base::RandomStream m_insertionStream;
};

} // namespace poolscope::plan
