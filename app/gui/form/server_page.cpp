// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/form/server_page.h"

#include "app/gui/qt.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>

namespace poolscope::gui {

namespace {

const std::vector<const char*> serverTypes{ "vllm", "sglang", "tgi", "mock" };

} // namespace

ServerPage::ServerPage(QWidget* parent)
    : FormPage(tr("Server"), { "server" }, parent)
    , m_type(new QComboBox(this))
    , m_url(new QLineEdit(this))
    , m_model(new QLineEdit(this))
    , m_streaming(new QCheckBox(tr("Stream answers (needed for time to first token)"), this))
    , m_ignoreEos(new QCheckBox(tr("Ask for the full length (ignore_eos)"), this))
{
    for (const char* type : serverTypes)
        m_type->addItem(QString::fromLatin1(type));
    connect(m_type, &QComboBox::textActivated, this, [this](const QString& type) {
        edit(at({ "type" }), toStd(type), tr("Change Server Type"));
    });
    auto* typeRow = new QWidget(this);
    auto* layout = new QHBoxLayout(typeRow);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_type);
    layout->addStretch(1);
    typeRow->setFocusProxy(m_type);
    addRow(tr("Type"), typeRow, at({ "type" }));
    m_url->setPlaceholderText(tr("none: the simulated endpoint answers"));
    connect(m_url, &QLineEdit::editingFinished, this,
        [this] { editText(at({ "base_url" }), m_url->text(), tr("Change Base URL")); });
    addRow(tr("Base URL"), m_url, at({ "base_url" }));
    m_model->setPlaceholderText(tr("the first model the endpoint names"));
    connect(m_model, &QLineEdit::editingFinished, this,
        [this] { editText(at({ "model_name" }), m_model->text(), tr("Change Model")); });
    addRow(tr("Model"), m_model, at({ "model_name" }));
    addGap();
    connect(m_streaming, &QCheckBox::clicked, this, [this](bool isOn) {
        edit({ "api", "streaming" }, isOn, tr("Change Streaming"));
    });
    m_streaming->setMinimumHeight(28);
    addRow(tr("Answers"), m_streaming, { "api", "streaming" });
    connect(m_ignoreEos, &QCheckBox::clicked, this,
        [this](bool isOn) { edit(at({ "ignore_eos" }), isOn, tr("Change ignore_eos")); });
    m_ignoreEos->setMinimumHeight(28);
    addRow(tr("Length"), m_ignoreEos, at({ "ignore_eos" }));
    addSettings({ "api_key", "cert_path", "key_path" });
    setSubtitle(tr(
        "Keys are never kept in the file: name an environment variable, as in ${OPENAI_API_KEY}."));
}

/// An emptied field is a removed key.
void ServerPage::editText(const config::Path& path, const QString& text, const QString& label)
{
    const QString trimmed = text.trimmed();
    QLineEdit* field = path.back() == "base_url" ? m_url : m_model;
    if (field->property("shown").toString() == trimmed)
        return;
    if (trimmed.isEmpty())
        edit({ { path, {} } }, label);
    else
        edit(path, toStd(trimmed), label);
}

bool ServerPage::owns(const config::Path& path) const
{
    return FormPage::owns(path) || (!path.empty() && path.front() == "api");
}

void ServerPage::show(const snapshot::SnapshotPtr& snapshot)
{
    const config::Workload& workload = snapshot->config.workload;
    const config::Server none;
    const config::Server& server = workload.server ? *workload.server : none;
    m_type->setCurrentIndex(static_cast<int>(server.type));
    const auto setText = [](QLineEdit* field, const std::optional<std::string>& text) {
        const QString shown = toQt(text.value_or(""));
        if (!field->hasFocus() || field->property("shown") != shown)
            field->setText(shown);
        field->setProperty("shown", shown);
    };
    setText(m_url, server.baseUrl);
    setText(m_model, server.modelName);
    m_streaming->setChecked(workload.api.streaming);
    m_ignoreEos->setChecked(server.ignoreEos);
}

} // namespace poolscope::gui
