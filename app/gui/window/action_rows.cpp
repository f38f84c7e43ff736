// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/editor/folding.h"
#include "app/gui/preview/preview_panel.h"
#include "app/gui/widgets/theme.h"
#include "app/gui/window/bottom_panel.h"
#include "app/gui/window/center_panel.h"
#include "app/gui/window/main_window.h"
#include "app/gui/window/workload_panel.h"

#include <QApplication>
#include <QUndoStack>

namespace poolscope::gui {

namespace {

ActionRow separator(const QString& menu)
{
    return { {}, menu, {}, {}, {}, {}, {} };
}

QString tr(const char* text)
{
    return MainWindow::tr(text);
}

} // namespace

QList<ActionRow> actionRows(MainWindow& window)
{
    MainWindow* w = &window;
    QUndoStack* undo = w->session().document().undoStack();
    const QString file = tr("&File");
    const QString edit = tr("&Edit");
    const QString view = tr("&View");
    const QString run = tr("&Run");
    const auto canRun = [w] { return w->runs().canRun(); };
    const auto showTab
        = [w](PreviewPanel::Tab tab) { return [w, tab] { w->preview()->showTab(tab); }; };
    const auto showBottom
        = [w](BottomPanel::Tab tab) { return [w, tab] { w->bottom()->showTab(tab); }; };
    const auto setMode
        = [w](CenterPanel::Mode mode) { return [w, mode] { w->center()->setMode(mode); }; };
    const auto step = [w](int direction) {
        return [w, direction] {
            w->bottom()->showTab(BottomPanel::problems);
            w->bottom()->problemsPanel()->step(direction);
        };
    };
    const auto hasText = [w] { return w->center()->mode() != CenterPanel::form; };
    YamlEditor* editor = w->center()->editor();
    return {
        { "new", file, tr("&New from Example"), { QKeySequence::New },
            tr("Begin with the hot product images"), {},
            [w] {
                if (w->mayDiscard())
                    w->session().newFromExample(
                        QStringLiteral(":/examples/hot-product-images.yaml"));
            } },
        { "open", file, tr("&Open\u2026"), { QKeySequence::Open }, tr("Open a config file"), {},
            [w] { w->openByDialog(); } },
        { "save", file, tr("&Save"), { QKeySequence::Save }, tr("Save the config"),
            [w] {
                return w->session().document().isDirty()
                    || w->session().document().path().isEmpty();
            },
            [w] { w->save(); } },
        { "saveAs", file, tr("Save &As\u2026"), { QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S) },
            tr("Save the config under another name"), {}, [w] { w->saveAs(); } },
        separator(file),
        { "export", file, tr("&Export\u2026"), { QKeySequence(Qt::CTRL | Qt::Key_E) },
            tr("Write YAML for CI, with the seed in it and without secrets"),
            [w] { return w->session().snapshot()->plan != nullptr; }, [w] { w->exportFiles(); } },
        separator(file),
        { "fitLog", file, tr("&Fit to an Access Log\u2026"), { QKeySequence(Qt::CTRL | Qt::Key_L) },
            tr("Find the law of reuse in an access log"), {},
            [w] {
                w->preview()->showTab(PreviewPanel::reuse);
                w->preview()->reusePanel()->chooseLog();
            } },
        separator(file),
        { "quit", file, tr("&Quit"), { QKeySequence(Qt::CTRL | Qt::Key_Q) }, tr("Close the window"),
            {}, [w] { w->close(); } },

        { "undo", edit, tr("&Undo"), { QKeySequence::Undo }, tr("Take the last change back"),
            [undo] { return undo->canUndo(); }, [undo] { undo->undo(); } },
        { "redo", edit, tr("&Redo"),
            { QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z), QKeySequence(Qt::CTRL | Qt::Key_Y) },
            tr("Make the change again"), [undo] { return undo->canRedo(); },
            [undo] { undo->redo(); } },
        separator(edit),
        { "findSetting", edit, tr("&Find a Setting"),
            { QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_F) },
            tr("Find a setting by its key or what it does"), {},
            [w] { w->m_workload->startSearch(); } },
        separator(edit),
        { "nextProblem", edit, tr("Ne&xt Problem"), { QKeySequence(Qt::Key_F8) },
            tr("Go to the next problem"), [w] { return w->bottom()->problemsPanel()->count() > 0; },
            step(1) },
        { "previousProblem", edit, tr("&Previous Problem"),
            { QKeySequence(Qt::SHIFT | Qt::Key_F8) }, tr("Go to the problem before"),
            [w] { return w->bottom()->problemsPanel()->count() > 0; }, step(-1) },
        { "applyFix", edit, tr("&Apply Fix"), { QKeySequence(Qt::ALT | Qt::Key_Return) },
            tr("Mend the problem at the cursor in the text"),
            [=] { return hasText() && editor->canFix(); }, [editor] { editor->fix(); } },
        { "complete", edit, tr("&Complete"), { QKeySequence(Qt::CTRL | Qt::Key_Space) },
            tr("Show what may be written at the cursor in the text"), hasText,
            [editor] { editor->complete(); } },

        { "form", view, tr("&Form"), { QKeySequence(Qt::ALT | Qt::Key_1) }, tr("Show the form"), {},
            setMode(CenterPanel::form) },
        { "split", view, tr("&Split"), { QKeySequence(Qt::ALT | Qt::Key_2) },
            tr("Show form and YAML side by side"), {}, setMode(CenterPanel::split) },
        { "yaml", view, tr("&YAML"), { QKeySequence(Qt::ALT | Qt::Key_3) }, tr("Show the YAML"), {},
            setMode(CenterPanel::yaml) },
        separator(view),
        { "fold", view, tr("Fold Blo&ck"),
            { QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_BracketLeft) },
            tr("Hide the lines of the block at the cursor"), hasText,
            [editor] { editor->folding()->fold(editor->currentLine()); } },
        { "unfold", view, tr("Unfold Bloc&k"),
            { QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_BracketRight) },
            tr("Show the lines of the block at the cursor"), hasText,
            [editor] { editor->folding()->unfold(editor->currentLine()); } },
        { "foldAll", view, tr("Fold &All"), {}, tr("Hide the lines of all blocks"), hasText,
            [editor] { editor->folding()->foldAll(); } },
        { "unfoldAll", view, tr("Unf&old All"), {}, tr("Show all lines"), hasText,
            [editor] { editor->folding()->unfoldAll(); } },
        separator(view),
        { "distribution", view, tr("&Distribution"), { QKeySequence(Qt::CTRL | Qt::Key_1) },
            tr("Show the law of the pool"), {}, showTab(PreviewPanel::distribution) },
        { "pool", view, tr("&Pool"), { QKeySequence(Qt::CTRL | Qt::Key_2) },
            tr("Show the items of the pool"), {}, showTab(PreviewPanel::pool) },
        { "requests", view, tr("&Requests"), { QKeySequence(Qt::CTRL | Qt::Key_3) },
            tr("Show the requests that will be sent"), {}, showTab(PreviewPanel::requests) },
        { "reuse", view, tr("R&euse and Cache"), { QKeySequence(Qt::CTRL | Qt::Key_8) },
            tr("Show what a cache makes of the reuse"), {}, showTab(PreviewPanel::reuse) },
        separator(view),
        { "runPanel", view, tr("R&un"), { QKeySequence(Qt::CTRL | Qt::Key_4) }, tr("Show the run"),
            {}, showBottom(BottomPanel::run) },
        { "problems", view, tr("Pro&blems"), { QKeySequence(Qt::CTRL | Qt::Key_5) },
            tr("Show the problems"), {}, showBottom(BottomPanel::problems) },
        { "history", view, tr("&History"), { QKeySequence(Qt::CTRL | Qt::Key_6) },
            tr("Show the history of changes"), {}, showBottom(BottomPanel::history) },
        { "log", view, tr("&Log"), { QKeySequence(Qt::CTRL | Qt::Key_7) }, tr("Show the log"), {},
            showBottom(BottomPanel::log) },
        separator(view),
        { "nextPane", view, tr("&Next Pane"), { QKeySequence(Qt::Key_F6) },
            tr("Move to the next part of the window"), {}, [w] { w->cyclePanes(); } },
        { "dark", view, tr("Dark or Li&ght"), {}, tr("Change between the light and the dark look"),
            {}, [w] { w->setDark(!theme().isDark); } },
        { "resetLayout", view, tr("Res&tore Default Layout"), {},
            tr("Give all parts their first sizes"), {}, [w] { w->resetLayout(); } },

        { "run", run, tr("&Run"), { QKeySequence(Qt::Key_F5) },
            tr("Send the plan's requests to the endpoint"), canRun, [w] { w->toggleRun(); } },
        { "stop", run, tr("&Stop"), { QKeySequence(Qt::SHIFT | Qt::Key_F5) },
            tr("Stop the run; what it has is kept"), [w] { return w->runs().isRunning(); },
            [w] { w->runs().stop(); } },
        { "sendOne", run, tr("Send &One"), { QKeySequence(Qt::CTRL | Qt::Key_Return) },
            tr("Send the first request only"), canRun, [w] { w->startRun(1); } },
    };
}

} // namespace poolscope::gui
