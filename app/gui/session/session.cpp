// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/session/session.h"

#include "app/gui/qt.h"

#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QThread>

namespace poolscope::gui {

namespace {

/// A derivation that took longer than this is not done on the GUI thread again.
constexpr double budgetMs = 8;
constexpr std::size_t smallText = 16U << 10U;
/// What is older than this is shown as such.
constexpr int patienceMs = 250;
constexpr std::size_t storeBudget = std::size_t{ 1 } << 30U;

} // namespace

Session::Session(QObject* parent)
    : QObject(parent)
    , m_file(m_document)
    , m_keeper(m_document, m_file)
    , m_recovery(m_document, m_keeper)
    , m_store(std::make_shared<media::PoolStore>(storeBudget))
    , m_snapshot(std::make_shared<snapshot::Snapshot>())
    , m_job(m_deriving)
{
    m_deriving.setMaxThreadCount(1);
    m_threads.setMaxThreadCount(std::max(1, QThread::idealThreadCount() - 1));
    m_threads.setThreadPriority(QThread::LowPriority);
    m_patience.setSingleShot(true);
    m_patience.setInterval(patienceMs);
    connect(&m_patience, &QTimer::timeout, this, &Session::becameStale);
    connect(&m_file, &DocumentFile::messageRequested, this, &Session::messageRequested);
    connect(&m_keeper, &RecoveryKeeper::messageRequested, this, &Session::messageRequested);
    connect(&m_recovery, &RecoveryOffers::messageRequested, this, &Session::messageRequested);
    connect(&m_document, &Document::textChanged, this, &Session::derive);
    connect(&m_document, &Document::wasReset, this, [this] {
        m_job.cancel();
        m_lastGood.reset();
        m_lastCostMs = 0;
        derive();
    });
}

Session::~Session()
{
    m_job.cancel();
    m_deriving.waitForDone();
    m_threads.waitForDone();
}

void Session::newFromExample(const QString& resource)
{
    QFile file(resource);
    if (!file.open(QIODevice::ReadOnly)) {
        emit messageRequested(tr("Cannot open the example \"%1\".").arg(resource), true);
        return;
    }
    m_document.reset(file.readAll().toStdString(), {}, QFileInfo(resource).fileName());
}

bool Session::open(const QString& path)
{
    const quint64 revision = m_document.revision();
    m_file.open(path);
    m_file.finish();
    return m_document.revision() != revision;
}

void Session::edit(const std::vector<FieldEdit>& edits, const QString& label, const MergeKey& merge)
{
    std::string text = m_document.text();
    for (const auto& [path, value] : edits) {
        const auto splice
            = value ? config::patch(text, path, *value) : config::removeAt(text, path);
        if (!splice) {
            emit messageRequested(toQt(splice.error().message), true);
            emit revealRequested(path);
            emit snapshotChanged(); // the form shows again what the text says
            return;
        }
        text = base::apply(text, *splice);
    }
    m_document.edit(base::difference(m_document.text(), text), label, merge);
}

void Session::edit(const config::Path& path, const config::Value& value, const QString& label,
    const MergeKey& merge)
{
    edit({ { path, value } }, label, merge);
}

void Session::apply(const config::Fix& fix)
{
    if (isStale() || m_snapshot->text != m_document.text()) {
        emit messageRequested(tr("The text has changed since; look at the problem again."), true);
        return;
    }
    m_document.edit(fix.edit, toQt(fix.label));
}

void Session::changePool(
    base::Modality modality, const config::PoolChange& change, const QString& label)
{
    const auto changed = config::withPool(m_document.text(), modality, change);
    if (changed)
        m_document.edit(base::difference(m_document.text(), *changed), label);
    else
        emit messageRequested(toQt(changed.error().message), true);
}

snapshot::Options Session::options() const
{
    snapshot::Options options;
    options.reading = m_reading;
    if (!m_document.path().isEmpty())
        options.folder = toStd(QFileInfo(m_document.path()).absolutePath());
    return options;
}

void Session::setReading(config::Reading reading)
{
    if (reading == m_reading)
        return;
    m_reading = reading;
    m_job.cancel(); // what it derives has the other verdict
    derive();
}

void Session::settle()
{
    if (!isStale())
        return;
    m_job.cancel();
    deriveNow();
}

void Session::derive()
{
    if (m_job.isRunning())
        return; // when it is done, it goes on with the latest text
    if (m_document.text().size() <= smallText && m_lastCostMs <= budgetMs)
        deriveNow();
    else
        deriveInBackground();
}

void Session::deriveNow()
{
    QElapsedTimer timer;
    timer.start();
    auto derived = snapshot::derive(m_document.text(), options());
    m_lastCostMs = static_cast<double>(timer.nsecsElapsed()) / 1e6;
    accept(std::move(*derived), m_document.revision());
}

void Session::deriveInBackground()
{
    const quint64 revision = m_document.revision();
    if (!m_patience.isActive())
        m_patience.start();
    m_job.start(
        [text = m_document.text(), options = options()](const std::stop_token& stop) {
            QElapsedTimer timer;
            timer.start();
            auto derived = snapshot::derive(text, options, stop);
            return Derived{ std::move(derived), static_cast<double>(timer.nsecsElapsed()) / 1e6 };
        },
        [this, revision](Derived derived) {
            m_lastCostMs = derived.costMs; // when it has become cheap, the next one is done at once
            if (!derived.result)
                return;
            accept(std::move(*derived.result), revision);
            if (isStale())
                derive();
        });
}

void Session::accept(snapshot::SnapshotPtr snapshot, quint64 revision)
{
    m_snapshot = std::move(snapshot);
    m_derivedRevision = revision;
    if (!isStale())
        m_patience.stop();
    if (m_snapshot->plan)
        m_lastGood = m_snapshot;
    emit snapshotChanged();
}

} // namespace poolscope::gui
