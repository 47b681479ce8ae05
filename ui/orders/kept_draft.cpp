#include "orders/kept_draft.h"

#include "bridge/folder_mark.h"

#include <QJsonDocument>
#include <QSettings>

namespace twinlane::ui {

KeptDraft::KeptDraft(QString file, const QString& folder)
    : m_file(std::move(file)), m_key(QStringLiteral("draft/") + folderMark(folder)) {
  if (m_file.isEmpty()) return;
  const QSettings settings(m_file, QSettings::IniFormat);
  m_draft = OrderDraft::fromJson(QJsonDocument::fromJson(settings.value(m_key).toByteArray()).object());
}

void KeptDraft::keep(const OrderDraft& draft) {
  const OrderDraft kept = draft.holdsText() ? draft : OrderDraft{};
  if (kept == m_draft) return;
  m_draft = kept;
  if (m_file.isEmpty()) return;
  QSettings settings(m_file, QSettings::IniFormat);
  if (m_draft.holdsText()) settings.setValue(m_key, QJsonDocument(m_draft.toJson()).toJson(QJsonDocument::Compact));
  else settings.remove(m_key);
}

}  // namespace twinlane::ui
