// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/recovery/recovery_keeper.h"

#include "app/gui/qt.h"
#include "app/gui/recovery/recovery_file.h"

#include <QCoreApplication>
#include <QThread>

#include <algorithm>

namespace poolscope::gui {

namespace {

constexpr qint64 pauseMs = 1000;
/// While somebody types without a pause the text is kept all the same.
constexpr qint64 longestMs = 3000;

} // namespace

RecoveryKeeper::RecoveryKeeper(Document& document, DocumentFile& file, QObject* parent)
    : QObject(parent)
    , m_document(document)
    , m_file(file)
    , m_place(std::make_shared<Place>())
    , m_write(m_thread)
{
    m_thread.setMaxThreadCount(1);
    m_thread.setThreadPriority(QThread::LowPriority);
    m_pause.setSingleShot(true);
    connect(&m_pause, &QTimer::timeout, this, &RecoveryKeeper::keep);
    connect(&document, &Document::textChanged, this, &RecoveryKeeper::keepSoon);
    connect(&document, &Document::wasReset, this, &RecoveryKeeper::letGo);
    connect(document.undoStack(), &QUndoStack::cleanChanged, this, [this](bool isClean) {
        if (isClean)
            letGo();
        else
            keepSoon();
    });
}

RecoveryKeeper::~RecoveryKeeper()
{
    m_write.cancel();
    m_thread.waitForDone();
    m_place->remove(); // whoever closes the window has been asked
}

void RecoveryKeeper::keepSoon()
{
    if (!m_unkept.isValid())
        m_unkept.start();
    m_pause.start(
        static_cast<int>(std::clamp(longestMs - m_unkept.elapsed(), qint64{ 0 }, pauseMs)));
}

void RecoveryKeeper::keep()
{
    m_unkept.invalidate();
    if (!m_document.isDirty())
        return;
    m_hasFile = true;
    m_write.start(
        [place = m_place, text = m_document.text(), known = m_file.known(),
            path = m_document.path(), name = m_document.displayName()](const std::stop_token&) {
            RecoveryFile file = withoutSecrets(text, *known);
            file.path = path;
            file.name = name;
            file.time = QDateTime::currentDateTimeUtc();
            file.process = QCoreApplication::applicationPid();
            file.version = QCoreApplication::applicationVersion();
            return place->write(encoded(file));
        },
        [this](const base::Result<>& written) {
            if (written) {
                m_hasFailed = false;
                emit settled();
            } else if (!std::exchange(m_hasFailed, true)) {
                emit messageRequested(
                    tr("Unsaved changes cannot be kept for the case of a crash: %1")
                        .arg(toQt(written.error().message)),
                    true);
            }
        });
}

void RecoveryKeeper::letGo()
{
    m_pause.stop();
    m_unkept.invalidate();
    m_write.cancel();
    if (std::exchange(m_hasFile, false))
        m_thread.start([place = m_place] { place->remove(); });
    emit settled();
}

base::Result<> RecoveryKeeper::Place::write(const std::string& content)
{
    if (!claim) {
        if (auto made = makeRecoveryFolder(); !made)
            return made;
        claim = RecoveryClaim::take(newRecoveryFile());
    }
    if (!claim)
        return base::fail(base::Code::io,
            RecoveryKeeper::tr("\"%1\" cannot be written to").arg(recoveryFolder()).toStdString());
    return claim->write(content);
}

void RecoveryKeeper::Place::remove()
{
    if (claim)
        claim->remove();
    claim.reset();
}

} // namespace poolscope::gui
