#include "orders/query_field.h"

#include "orders/query_completion.h"

#include <QAbstractItemView>
#include <QKeyEvent>
#include <QSettings>

namespace twinlane::ui {

namespace {

const QString askedKey = QStringLiteral("orders/asked");

}  // namespace

QueryField::QueryField(QString file, QWidget* parent) : QLineEdit(parent), m_file(std::move(file)), m_words(new QStringListModel(this)), m_completer(new QCompleter(m_words, this)) {
  if (!m_file.isEmpty()) m_asked = QSettings(m_file, QSettings::IniFormat).value(askedKey).toStringList();
  m_completer->setWidget(this);
  m_completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
  m_completer->popup()->setAccessibleName(tr("What can stand here"));
  connect(this, &QLineEdit::textEdited, this, &QueryField::complete);
  connect(m_completer, qOverload<const QString&>(&QCompleter::activated), this, &QueryField::take);
}

void QueryField::complete() {
  m_isWhole = false;
  const QStringList words = completionAt(text(), cursorPosition()).words;
  if (words.isEmpty()) return m_completer->popup()->hide();
  m_words->setStringList(words);
  m_completer->complete();
}

void QueryField::take(const QString& word) {
  if (m_isWhole) return setText(word);
  const QueryCompletion place = completionAt(text(), cursorPosition());
  const qsizetype end = place.from + word.size();
  setText(text().left(place.from) + word + text().mid(place.from + place.length));
  setCursorPosition(static_cast<int>(end));
}

void QueryField::remember(const QString& query) {
  if (query.isEmpty() || (!m_asked.isEmpty() && m_asked.front() == query)) return;
  m_asked.removeAll(query);
  m_asked.prepend(query);
  if (m_asked.size() > kept) m_asked.removeLast();
  if (!m_file.isEmpty()) QSettings(m_file, QSettings::IniFormat).setValue(askedKey, m_asked);
}

void QueryField::showAsked() {
  if (m_asked.isEmpty()) return;
  m_isWhole = true;
  m_words->setStringList(m_asked);
  m_completer->complete();
}

void QueryField::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Down && event->modifiers().testFlag(Qt::AltModifier)) return showAsked();
  // Taken by the list while one is chosen in it.
  if (m_completer->popup()->isVisible() && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Escape)) {
    event->ignore();
    return;
  }
  QLineEdit::keyPressEvent(event);
}

}  // namespace twinlane::ui
