// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/gui/job.h"
#include "app/gui/recovery/recovery_keeper.h"
#include "app/gui/recovery/recovery_offers.h"
#include "app/gui/session/document.h"
#include "app/gui/session/document_file.h"
#include "core/base/result.h"
#include "core/config/patch.h"
#include "core/config/pool_patch.h"
#include "core/media/store.h"
#include "core/snapshot/snapshot.h"

#include <QObject>
#include <QThreadPool>
#include <QTimer>

#include <memory>
#include <utility>
#include <vector>

namespace poolscope::gui {

/// A value for a place in the config. No value: the place is removed.
struct FieldEdit {
    config::Path path;
    std::optional<config::Value> value;
};

/// The document and what is derived from it. Forms do not hold state: an edit becomes a splice of
/// the text, the text a Snapshot, and every panel shows the Snapshot.
class Session : public QObject {
    Q_OBJECT

public:
    explicit Session(QObject* parent = nullptr);
    ~Session() override;

    Document& document() { return m_document; }
    DocumentFile& file() { return m_file; }
    RecoveryOffers& recovery() { return m_recovery; }
    /// Of the latest text that was derived; never null. While a drag goes on faster than it can be
    /// derived, of a text a moment ago.
    const snapshot::SnapshotPtr& snapshot() const { return m_snapshot; }
    /// The latest one with a plan: what charts go on showing while the text has errors. May be
    /// null.
    const snapshot::SnapshotPtr& lastGood() const { return m_lastGood; }
    /// The text has changed since; the next Snapshot is on its way.
    bool isStale() const
    {
        return m_derivedRevision != m_document.revision() || m_snapshot->reading != m_reading;
    }
    /// Derives what is stale here and now.
    void settle();
    const std::shared_ptr<media::PoolStore>& store() const { return m_store; }
    QThreadPool& threads() { return m_threads; }

    /// Begins a document from one of the shipped examples (":/examples/...").
    void newFromExample(const QString& resource);
    /// Opens a file and waits for it, before there is anything else to do. An error is a message
    /// and the document stays as it was.
    bool open(const QString& path);

    /// Several fields as one step. What cannot be patched is a message with a way out.
    void edit(
        const std::vector<FieldEdit>& edits, const QString& label, const MergeKey& merge = {});
    void edit(const config::Path& path, const config::Value& value, const QString& label,
        const MergeKey& merge = {});
    void apply(const config::Fix& fix);
    /// What an aim or a fit makes of a pool, as one step.
    void changePool(
        base::Modality modality, const config::PoolChange& change, const QString& label);

    /// Whose verdict the Snapshots hold from now on.
    void setReading(config::Reading reading);

    /// Asks whoever can to show a place of the config.
    void reveal(const config::Path& path) { emit revealRequested(path); }

signals:
    void snapshotChanged();
    /// The text has changed and its Snapshot takes so long that it should be said.
    void becameStale();
    void revealRequested(const poolscope::config::Path& path);
    void messageRequested(const QString& text, bool isError);

private:
    struct Derived {
        base::Result<snapshot::SnapshotPtr> result;
        double costMs = 0;
    };

    void derive();
    void deriveNow();
    void deriveInBackground();
    void accept(snapshot::SnapshotPtr snapshot, quint64 revision);
    snapshot::Options options() const;

    QThreadPool m_threads;
    QThreadPool m_deriving; ///< one thread that no rendering can hold up
    Document m_document;
    DocumentFile m_file;
    RecoveryKeeper m_keeper;
    RecoveryOffers m_recovery;
    std::shared_ptr<media::PoolStore> m_store;
    snapshot::SnapshotPtr m_snapshot;
    snapshot::SnapshotPtr m_lastGood;
    quint64 m_derivedRevision = 0;
    double m_lastCostMs = 0; ///< of the latest derivation
    QTimer m_patience; ///< runs while a Snapshot is on its way
    config::Reading m_reading = config::Reading::poolscope;
    Job<Derived> m_job;
};

} // namespace poolscope::gui
