#include "parts/type_ahead.h"

#include <QAbstractItemView>

namespace twinlane::ui {

namespace {

constexpr int aheadTypingMs = 120, mostAhead = 8, idRole = Qt::UserRole + 1, nameRole = Qt::UserRole + 2;

}  // namespace

TypeAhead::TypeAhead(EngineBridge& bridge, query::SearchKind kind, QLineEdit* field)
    : QObject(field), m_bridge(bridge), m_kind(kind), m_field(field), m_found(new QStandardItemModel(this)), m_completer(new QCompleter(m_found, this)) {
  m_completer->setWidget(field);
  m_completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
  m_completer->setMaxVisibleItems(mostAhead);
  m_completer->popup()->setAccessibleName(tr("Found for what was typed"));
  m_typing.setSingleShot(true);
  m_typing.setInterval(aheadTypingMs);
  connect(field, &QLineEdit::textEdited, this, [this](const QString& text) {
    if (text.trimmed().isEmpty() || m_field->isReadOnly()) m_typing.stop();
    else m_typing.start();
  });
  connect(&m_typing, &QTimer::timeout, this, &TypeAhead::find);
  connect(m_completer, qOverload<const QModelIndex&>(&QCompleter::activated), this, [this](const QModelIndex& index) {
    const QString id = index.data(idRole).toString();
    m_field->setText(id);
    emit chosen(id, index.data(nameRole).toString());
  });
}

void TypeAhead::find() {
  const QString text = m_field->text().trimmed();
  using Answer = base::Result<query::SearchAnswer>;
  m_bridge.ask<Answer>(
      this, [wanted = text.toStdString(), kind = m_kind](query::Reader& reader) { return reader.search({.text = wanted, .kind = kind, .limit = mostAhead}); },
      [this, text](Answer answer) {
        if (!answer || !m_field->hasFocus() || text != m_field->text().trimmed()) return;
        m_found->clear();
        for (const query::SearchHit& hit : answer->hits) {
          const QString id = QString::fromStdString(hit.id), name = QString::fromStdString(hit.title);
          auto* item = new QStandardItem(name.isEmpty() || name == id ? id : id + QStringLiteral(" · ") + name);
          item->setData(id, idRole);
          item->setData(name == id ? QString() : name, nameRole);
          m_found->appendRow(item);
        }
        // One that is there already, whole, needs no choice.
        if (m_found->rowCount() == 0 || (m_found->rowCount() == 1 && m_found->item(0)->data(idRole).toString() == text)) return m_completer->popup()->hide();
        m_completer->complete();
      });
}

}  // namespace twinlane::ui
