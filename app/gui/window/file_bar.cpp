// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/window/file_bar.h"

#include <QDateTime>
#include <QLocale>

#include <utility>

namespace poolscope::gui {

namespace {

/// "14:32", with the day when it is another one.
QString momentOf(const QDateTime& time)
{
    const QDateTime local = time.toLocalTime();
    const QLocale locale;
    if (local.date() == QDate::currentDate())
        return local.toString(QStringLiteral("HH:mm"));
    return locale.toString(local.date(), QLocale::ShortFormat) + QLatin1Char(' ')
        + local.toString(QStringLiteral("HH:mm"));
}

} // namespace

FileBar::FileBar(Session& session, QWidget* parent)
    : NoteBar(parent)
    , m_session(session)
{
    setObjectName(QStringLiteral("fileBar"));
    hide();
    connect(this, &NoteBar::actionTriggered, this, [this](int action) {
        if (action < m_answers.size())
            std::exchange(m_answers, {}).at(action).act();
        showQuestion();
    });
    connect(&session.file(), &DocumentFile::saveRefused, this, [this] {
        m_isSaveRefused = true;
        showQuestion();
    });
    connect(&session.file(), &DocumentFile::stateChanged, this, [this] {
        if (m_session.file().state() == DocumentFile::State::same)
            m_isSaveRefused = false;
        showQuestion();
    });
    connect(&session.document(), &Document::wasReset, this, [this] { m_leftOut.clear(); });
    connect(
        session.document().undoStack(), &QUndoStack::cleanChanged, this, &FileBar::showQuestion);
    connect(&session.recovery(), &RecoveryOffers::changed, this, &FileBar::showQuestion);
    connect(&session.recovery(), &RecoveryOffers::compareRequested, this, &FileBar::compareOffer);
    connect(&session.recovery(), &RecoveryOffers::restored, this,
        [this](const QString& name, int missing) {
            if (missing == 0)
                return;
            m_leftOut = (missing == 1
                    ? tr("A secret of \"%2\" was not kept for recovery; SECRET_LEFT_OUT stands in "
                         "its place.")
                    : tr("%1 secrets of \"%2\" were not kept for recovery; SECRET_LEFT_OUT stands "
                         "in their places."));
            m_leftOut.replace(QLatin1String("%1"), QString::number(missing));
            m_leftOut.replace(QLatin1String("%2"), name);
        });
}

void FileBar::ask(Tone tone, const QString& question, QList<Answer> answers)
{
    QStringList texts;
    for (const Answer& answer : answers)
        texts << answer.text;
    m_answers = std::move(answers);
    setNote(tone, question, texts);
    show();
}

void FileBar::showQuestion()
{
    m_answers.clear();
    if (!showFileState() && !showOffer() && !showLeftOut())
        hide();
}

bool FileBar::showFileState()
{
    DocumentFile& file = m_session.file();
    const Document& document = m_session.document();
    const QString name = document.displayName();
    const Answer keep{ tr("Keep"), [&file] { file.keep(); } };
    const Answer saveAgain{ tr("Save Again"),
        [&file, &document] { file.save(document.path(), DocumentFile::Overwriting::allow); } };
    const Answer saveAnyway{ tr("Save Anyway"), saveAgain.act };
    const Answer reload{ tr("Reload"), [&file] { file.take(*file.found().text); } };
    const Answer compare{ tr("Compare\u2026"), [this] { compareWithDisk(); } };
    switch (file.state()) {
    case DocumentFile::State::same:
        return false;
    case DocumentFile::State::changed:
        if (m_isSaveRefused)
            ask(Tone::warning,
                tr("\"%1\" was not saved: the file has changed on disk since.").arg(name),
                { saveAnyway, reload, compare });
        else
            ask(Tone::warning,
                document.isDirty()
                    ? tr("\"%1\" has changed on disk, and it has unsaved changes here.").arg(name)
                    : tr("\"%1\" has changed on disk.").arg(name),
                { reload, keep, compare });
        return true;
    case DocumentFile::State::deleted:
        ask(Tone::warning, tr("\"%1\" was deleted on disk.").arg(name), { keep, saveAgain });
        return true;
    case DocumentFile::State::unreadable:
        ask(Tone::warning,
            tr("\"%1\" has changed on disk and cannot be read: %2").arg(name, file.found().error),
            { keep });
        return true;
    }
    return false;
}

bool FileBar::showOffer()
{
    RecoveryOffers& recovery = m_session.recovery();
    const RecoveryFile* offer = recovery.current();
    if (!offer)
        return false;
    ask(Tone::info,
        tr("Unsaved changes to \"%1\" from %2 were found.").arg(offer->name, momentOf(offer->time)),
        { { tr("Restore"), [this] { emit restoreRequested(); } },
            { tr("Compare\u2026"), [&recovery] { recovery.compare(); } },
            { tr("Discard"), [&recovery] { recovery.discard(); } } });
    return true;
}

bool FileBar::showLeftOut()
{
    if (m_leftOut.isEmpty())
        return false;
    ask(Tone::info, m_leftOut, { { tr("Dismiss"), [this] { m_leftOut.clear(); } } });
    return true;
}

void FileBar::compareWithDisk()
{
    const QString name = m_session.document().displayName();
    openCompare(
        { m_session.document().text(), *m_session.file().found().text,
            tr("Compare \"%1\"").arg(name), tr("only here"), tr("only on disk"),
            tr("Keep the Text Here"), tr("Take the File on Disk") },
        [this](const std::string&) { m_session.file().keep(); },
        [this](const std::string& text) { m_session.file().take(text); });
}

void FileBar::compareOffer(const std::string& disk, const std::string& recovered)
{
    const RecoveryFile* offer = m_session.recovery().current();
    if (!offer)
        return;
    openCompare(
        { disk, recovered, tr("Compare \"%1\"").arg(offer->name), tr("only on disk"),
            tr("only unsaved, from %1").arg(momentOf(offer->time)), tr("Discard the Changes"),
            tr("Restore the Changes") },
        [this](const std::string&) { m_session.recovery().discard(); },
        [this](const std::string&) { emit restoreRequested(); });
}

void FileBar::openCompare(CompareTexts texts, std::function<void(const std::string&)> takeBefore,
    std::function<void(const std::string&)> takeAfter)
{
    auto* dialog = new CompareDialog(std::move(texts), window());
    connect(dialog, &CompareDialog::beforeTaken, this, std::move(takeBefore));
    connect(dialog, &CompareDialog::afterTaken, this, std::move(takeAfter));
    dialog->open();
}

} // namespace poolscope::gui
