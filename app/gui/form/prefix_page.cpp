// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/form/prefix_page.h"

#include "app/gui/form/distribution_editor.h"
#include "app/gui/form/form_row.h"
#include "app/gui/qt.h"
#include "core/base/format.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSpinBox>

namespace poolscope::gui {

namespace {

using config::Value;

QString mediaText(const plan::Plan& plan)
{
    QStringList parts;
    for (const base::Modality modality : base::allModalities)
        if (const plan::MediaPlan* media = plan.prefixMedia(modality))
            parts << PrefixPage::tr("%1 %2 per group")
                         .arg(toQt(base::formatNumber(media->meanCount())),
                             toQt(base::name(modality)));
    return parts.isEmpty() ? PrefixPage::tr("none") : parts.join(QStringLiteral(", "));
}

} // namespace

PrefixPage::PrefixPage(QWidget* parent)
    : FormPage(tr("Shared prefix"), { "data", "shared_prefix" }, parent)
{
    const auto addCount = [&](const QString& label, const char* key) {
        auto* field = new QSpinBox(this);
        field->setRange(1, 10'000'000);
        field->setKeyboardTracking(false);
        field->setGroupSeparatorShown(true);
        field->setAlignment(Qt::AlignRight);
        field->setMaximumWidth(140);
        const FormRow* row = addRow(label, field, at({ key }));
        connect(field, &QSpinBox::valueChanged, this, [this, row, key, label](int value) {
            const auto& written = row->setPlaces(); // these keys have another name, too
            edit(written.empty() ? row->place() : written.front(), std::int64_t{ value },
                tr("Change %1").arg(label), QString::fromLatin1(key));
        });
        return field;
    };
    const auto addLength = [&](const QString& label, const char* key) {
        auto* editor = new DistributionEditor(at({ key }), tr("tokens"), this);
        connect(editor, &DistributionEditor::editRequested, this,
            [this](const std::vector<FieldEdit>& edits, const QString& text,
                const QString& mergeKey) { edit(edits, text, mergeKey); });
        addRow(label, editor, at({ key }));
        return editor;
    };
    m_groups = addCount(tr("Groups"), "num_groups");
    m_prompts = addCount(tr("Prompts per group"), "num_prompts_per_group");
    m_systemPrompt = addLength(tr("Prefix length"), "system_prompt_len");
    m_question = addLength(tr("Question length"), "question_len");
    m_output = addLength(tr("Answer length"), "output_len");
    auto* media = new QWidget(this);
    auto* layout = new QHBoxLayout(media);
    layout->setContentsMargins(0, 0, 0, 0);
    m_media = new QLabel(media);
    auto* open = new QPushButton(tr("Edit in YAML"), media);
    open->setProperty("role", "link");
    connect(
        open, &QPushButton::clicked, this, [this] { emit revealRequested(at({ "multimodal" })); });
    layout->addWidget(m_media);
    layout->addWidget(open);
    layout->addStretch(1);
    addRow(tr("Prefix media"), media, at({ "multimodal" }));
    addSettings({ "system_prompt_len", "question_len", "output_len", "seed",
        "question_distribution", "output_distribution", "enable_multi_turn_chat", "multimodal" });
    setEmptyState(tr("Requests have no common beginning."), tr("Use a Shared Prefix"), [this] {
        edit({ { { "data", "type" }, Value("shared_prefix") },
                 { root(),
                     Value::Map{ { "num_groups", 8 }, { "num_prompts_per_group", 25 },
                         { "system_prompt_len", 200 }, { "question_len", 30 },
                         { "output_len", 24 } } } },
            tr("Use a Shared Prefix"));
    });
}

void PrefixPage::show(const snapshot::SnapshotPtr& snapshot)
{
    const config::Data& settings = snapshot->config.workload.data;
    const bool isUsed = settings.type == config::DataType::sharedPrefix && settings.sharedPrefix;
    showEmptyState(!isUsed);
    setSubtitle(isUsed
            ? tr("Text and media that are the same for all requests of a group, in every run.")
            : QString());
    if (!isUsed)
        return;
    const config::SharedPrefix& prefix = *settings.sharedPrefix;
    const auto setCount = [](QSpinBox* field, std::int64_t value) {
        const QSignalBlocker quiet(field);
        field->setValue(static_cast<int>(std::min<std::int64_t>(value, field->maximum())));
    };
    setCount(m_groups, prefix.numGroups);
    setCount(m_prompts, prefix.numPromptsPerGroup);
    const config::Tree& tree = snapshot->config.tree;
    m_systemPrompt->setDistribution(prefix.systemPromptLen, true, tree);
    m_question->setDistribution(prefix.questionLen, true, tree);
    m_output->setDistribution(prefix.outputLen, true, tree);
    if (snapshot->plan)
        m_media->setText(mediaText(*snapshot->plan));
}

} // namespace poolscope::gui
