// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/gui/job.h"
#include "app/gui/recovery/recovery_file.h"
#include "app/gui/recovery/recovery_folder.h"

#include <QThreadPool>

#include <deque>
#include <memory>

namespace poolscope::gui {

class RecoveryKeeper;

/// What processes that are gone have left behind, offered one after the other.
class RecoveryOffers : public QObject {
    Q_OBJECT

public:
    RecoveryOffers(Document& document, RecoveryKeeper& keeper, QObject* parent = nullptr);
    ~RecoveryOffers() override;

    /// Looks for recovery files without an owner and claims them. A damaged one is put aside and
    /// told.
    void look();
    bool isLooking() const { return m_find.isRunning(); }
    /// The one that is offered; null when there is none.
    const RecoveryFile* current() const;

    /// Replaces the document with the recovered one, as unsaved changes of its file.
    void restore();
    /// Reads the document's file for `compareRequested`.
    void compare();
    /// Removes what is offered.
    void discard();

signals:
    void changed();
    void compareRequested(const std::string& disk, const std::string& recovered);
    /// `missing` secrets have to be filled in again.
    void restored(const QString& name, int missing);
    void messageRequested(const QString& text, bool isError);

private:
    struct Offer {
        RecoveryFile file;
        std::shared_ptr<RecoveryClaim> claim;
    };
    struct Found {
        std::deque<Offer> offers;
        QStringList messages;
    };
    using Disk = std::optional<std::string>;

    static Found find();
    void readDisk(std::function<void(const Disk&)> then);
    void replaceDocument(const Disk& disk);
    void removeOnThread(std::shared_ptr<RecoveryClaim> claim);

    Document& m_document;
    QThreadPool m_thread;
    std::deque<Offer> m_offers;
    std::shared_ptr<RecoveryClaim> m_restored; ///< removed when the keeper has the text
    Job<Found> m_find;
    Job<Disk> m_read;
};

} // namespace poolscope::gui
