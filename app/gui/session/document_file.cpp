// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/session/document_file.h"

#include "app/gui/qt.h"
#include "core/base/file.h"
#include "core/config/reader.h"

#include <QFileInfo>

#include <filesystem>
#include <utility>

namespace poolscope::gui {

namespace {

constexpr int pauseMs = 150;

using VersionPtr = std::shared_ptr<const DiskVersion>;

VersionPtr nothing()
{
    static const auto version = std::make_shared<const DiskVersion>();
    return version;
}

VersionPtr versionOf(std::string text)
{
    return std::make_shared<const DiskVersion>(DiskVersion{ std::move(text), {} });
}

VersionPtr read(const std::string& path)
{
    return std::make_shared<const DiskVersion>(readVersion(path));
}

} // namespace

DiskVersion readVersion(const std::string& path)
{
    std::error_code error;
    const auto status = std::filesystem::status(path, error);
    if (!std::filesystem::exists(status))
        return {};
    // A pipe would hold the thread up until somebody writes into it.
    if (!std::filesystem::is_regular_file(status))
        return { {}, DocumentFile::tr("\"%1\" is no file.").arg(toQt(path)) };
    auto text = base::readFile(path, config::maxTextSize);
    if (!text)
        return { {}, toQt(text.error().message) };
    return { std::move(*text), {} };
}

DocumentFile::DocumentFile(Document& document, QObject* parent)
    : QObject(parent)
    , m_document(document)
    , m_known(nothing())
    , m_found(nothing())
    , m_transfer(m_thread)
    , m_look(m_thread)
{
    m_thread.setMaxThreadCount(1);
    m_pause.setSingleShot(true);
    m_pause.setInterval(pauseMs);
    // Not started again by each event: a folder where much happens must not put the look off.
    const auto soon = [this] {
        if (!m_pause.isActive())
            m_pause.start();
    };
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, soon);
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, soon);
    connect(&m_pause, &QTimer::timeout, this, &DocumentFile::check);
    connect(&document, &Document::wasReset, this, [this] {
        // With a path the text is the file's.
        setKnown(m_document.path().isEmpty() ? nothing() : versionOf(m_document.text()));
    });
}

DocumentFile::~DocumentFile()
{
    m_thread.waitForDone();
}

void DocumentFile::open(const QString& path)
{
    const QString absolute = QFileInfo(path).absoluteFilePath();
    m_transfer.start(
        [path = toStd(absolute)](const std::stop_token&) {
            VersionPtr found = read(path);
            if (found->text)
                return Outcome{ std::move(found), {} };
            return Outcome{ {},
                found->error.isEmpty()
                    ? tr("Cannot open \"%1\": there is no such file.").arg(toQt(path))
                    : found->error };
        },
        [this, absolute, revision = m_document.revision()](
            const Outcome& outcome) { acceptOpened(absolute, outcome, revision); });
}

void DocumentFile::acceptOpened(const QString& path, const Outcome& outcome, quint64 revision)
{
    if (!outcome.found) {
        emit messageRequested(outcome.error, true);
        return;
    }
    if (m_document.isDirty() && m_document.revision() != revision) {
        emit messageRequested(
            tr("\"%1\" was not opened: the text here was changed meanwhile.").arg(path), true);
        return;
    }
    m_document.reset(*outcome.found->text, path);
    emit opened();
}

void DocumentFile::save(const QString& path, Overwriting overwriting)
{
    if (m_transfer.isRunning())
        finish(); // what is being written becomes what is known
    const QString absolute = QFileInfo(path).absoluteFilePath();
    const VersionPtr known = overwriting == Overwriting::refuse ? m_known : nullptr;
    const VersionPtr written = versionOf(m_document.text());
    m_look.cancel(); // what it finds may be from before
    m_transfer.start(
        [path = toStd(absolute), known, written](const std::stop_token&) -> Outcome {
            if (known)
                if (VersionPtr found = read(path); (found->text || !found->error.isEmpty())
                    && *found != *known && *found != *written)
                    return { std::move(found), {} };
            if (auto done = base::writeFile(path, *written->text); !done)
                return { {}, toQt(done.error().message) };
            return {};
        },
        [this, absolute, written, revision = m_document.revision()](
            const Outcome& outcome) { acceptSaved(absolute, written, outcome, revision); });
}

void DocumentFile::acceptSaved(
    const QString& path, const VersionPtr& written, const Outcome& outcome, quint64 revision)
{
    if (!outcome.error.isEmpty()) {
        emit messageRequested(outcome.error, true);
        return;
    }
    if (outcome.found) {
        acceptFound(outcome.found);
        emit saveRefused();
        return;
    }
    if (revision == m_document.revision())
        m_document.setSavedAs(path);
    else
        m_document.setOutdatedAs(path); // typed on while it was being written
    setKnown(written);
    emit saved();
    emit messageRequested(tr("Saved \"%1\"").arg(m_document.displayName()), false);
}

void DocumentFile::finish()
{
    // Results come as calls queued for the application; delivering them needs no event loop.
    m_thread.waitForDone();
    QCoreApplication::sendPostedEvents(QCoreApplication::instance(), QEvent::MetaCall);
}

void DocumentFile::check()
{
    if (m_document.path().isEmpty() || m_transfer.isRunning())
        return;
    watch(); // first: what happens after the look is told of
    m_look.start([path = toStd(m_document.path())](const std::stop_token&) { return read(path); },
        [this](VersionPtr found) {
            const bool isMissing = *found == *nothing();
            // Some writers remove the old file before the new one is there: look twice.
            if (isMissing && !std::exchange(m_wasMissing, true)) {
                m_pause.start();
                return;
            }
            m_wasMissing = isMissing;
            acceptFound(std::move(found));
        });
}

void DocumentFile::acceptFound(VersionPtr found)
{
    if (*found == *m_known && m_state == State::same)
        return;
    if (found->text && *found->text == m_document.text()) {
        setKnown(std::move(found)); // whoever wrote it, there is nothing to decide
        m_document.setAgreesWithFile(true);
        return;
    }
    const bool isNews = *m_found != *found;
    m_found = std::move(found);
    const State state = *m_found == *m_known ? State::same
        : m_found->text                      ? State::changed
        : m_found->error.isEmpty()           ? State::deleted
                                             : State::unreadable;
    if (isNews || state != m_state)
        setState(state);
}

void DocumentFile::setKnown(VersionPtr version)
{
    m_look.cancel();
    m_known = std::move(version);
    m_found = m_known;
    m_wasMissing = false;
    watch();
    setState(State::same);
}

void DocumentFile::setState(State state)
{
    m_state = state;
    emit stateChanged();
}

void DocumentFile::take(const std::string& text)
{
    const VersionPtr version = versionOf(text);
    m_document.edit(base::difference(m_document.text(), text), tr("Reload from Disk"));
    m_document.setAgreesWithFile(true);
    setKnown(version);
    check(); // it may have gone on since
}

void DocumentFile::keep()
{
    setKnown(m_found);
    m_document.setAgreesWithFile(false);
}

/// The file itself, for writing in place, and its folder, for files put in its place.
void DocumentFile::watch()
{
    QStringList wanted;
    if (!m_document.path().isEmpty())
        wanted << m_document.path() << QFileInfo(m_document.path()).absolutePath();
    const QStringList watched = m_watcher.files() + m_watcher.directories();
    for (const QString& path : watched)
        if (!wanted.contains(path))
            m_watcher.removePath(path);
    for (const QString& path : wanted)
        if (!watched.contains(path))
            m_watcher.addPath(path);
}

} // namespace poolscope::gui
