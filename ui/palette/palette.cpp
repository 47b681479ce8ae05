#include "palette/palette.h"

#include "palette/likeness.h"
#include "parts/card.h"
#include "parts/label.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QVBoxLayout>

#include <algorithm>

namespace twinlane::ui {

namespace {

constexpr int typingMs = 120, mostHits = 5, rowHeight = 26, mostRows = 14, paletteWidth = 620, besideRows = 8;
// Of each letter, on average: letters far apart are no name that was meant.
constexpr int closeEnough = 2;

QString keysOf(const Action& action) { return QKeySequence(action.keys).toString(QKeySequence::NativeText); }

}  // namespace

Palette::Palette(const Theme& theme, ShopSession& session, const ActionList& actions, QLineEdit* field, QWidget* over)
    : QFrame(over),
      m_session(session),
      m_actions(actions),
      m_field(field),
      m_rows(new RowTableModel({{.title = tr("What"), .freeText = true}, {.title = tr("Why not"), .freeText = true}, {.title = tr("Keys"), .whole = true}}, this)),
      m_table(new DataTable(theme, tr("What can be done and what was found"))),
      m_foot(makeLabel(theme, tr("Up and Down choose · Enter does it · Esc closes"), Type::Label, "muted")) {
  setObjectName(QStringLiteral("palette"));
  setProperty("card", true);
  setAutoFillBackground(true);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(1, 1, 1, 1);
  column->setSpacing(0);
  m_table->setObjectName(QStringLiteral("paletteRows"));
  m_table->setModel(m_rows);
  m_table->setRowHeight(rowHeight);
  m_table->setWidths({0, 230, 110});
  m_table->horizontalHeader()->hide();
  m_table->setFocusPolicy(Qt::NoFocus);
  column->addWidget(m_table, 1);
  column->addWidget(makeHairline());
  m_foot->setContentsMargins(12, 5, 12, 5);
  column->addWidget(m_foot);
  QFrame::hide();
  m_typing.setSingleShot(true);
  m_typing.setInterval(typingMs);
  connect(&m_typing, &QTimer::timeout, this, &Palette::find);
  connect(m_field, &QLineEdit::textEdited, this, &Palette::typed);
  connect(m_table, &QAbstractItemView::clicked, this, [this](const QModelIndex& index) { choose(index.row()); });
  m_field->installEventFilter(this);
  over->installEventFilter(this);
}

void Palette::open() {
  m_field->setFocus(Qt::ShortcutFocusReason);
  m_field->selectAll();
  m_hits.clear();
  m_foundFor.clear();
  // What stood there is replaced by the first letter: until then everything can be chosen.
  show({});
}

void Palette::typed() {
  const QString text = m_field->text().trimmed();
  show(text);
  if (text.isEmpty()) return m_typing.stop();
  m_typing.start();
}

void Palette::find() {
  const QString text = m_field->text().trimmed();
  using Answer = base::Result<query::SearchAnswer>;
  m_session.bridge().ask<Answer>(
      this, [wanted = text.toStdString()](query::Reader& reader) { return reader.search({.text = wanted, .limit = mostHits}); },
      [this, text](Answer answer) {
        if (!answer || isHidden() || text != m_field->text().trimmed()) return;
        m_hits = std::move(answer->hits);
        m_foundFor = text;
        show(text, m_table->currentIndex().row());
      });
}

QList<Palette::Entry> Palette::actionsFor(const QString& text) const {
  QList<std::pair<int, const Action*>> fitting;
  for (const Action& action : m_actions.all())
    if (const auto score = action.inPalette ? likeness(text, action.name) : std::nullopt; score && *score >= closeEnough * text.size()) fitting.append({*score, &action});
  std::stable_sort(fitting.begin(), fitting.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  QList<Entry> entries;
  for (const auto& [score, action] : fitting) {
    const QString why = action->whyNot ? action->whyNot() : QString();
    const bool isPossible = why.isEmpty();
    entries.append({{{action->name, {}, isPossible ? Tone::Text : Tone::Faint, false, {}}, {why, {}, Tone::Muted, false, {}}, {keysOf(*action), {}, Tone::Muted, false, {}}}, action->act, isPossible});
  }
  return entries;
}

Palette::Entry Palette::hitEntry(const query::SearchHit& hit) {
  const QString id = QString::fromStdString(hit.id), title = QString::fromStdString(hit.title);
  const QString what = hit.kind == query::SearchKind::Order ? tr("Order %1").arg(id) : hit.kind == query::SearchKind::Customer ? tr("Customer %1").arg(id) : tr("Product %1").arg(id);
  const auto choose = [this, id, kind = hit.kind] {
    if (kind == query::SearchKind::Order) emit orderChosen(id);
    else if (kind == query::SearchKind::Customer) emit customerChosen(id);
    else emit productChosen(id);
  };
  return {{{what, {}, Tone::Text, true, {}}, {title == id ? QString() : title, {}, Tone::Muted, false, {}}, {}}, choose};
}

// The best actions stand first, then all that was found, then the rest.
void Palette::show(const QString& text, int chosen) {
  m_entries = actionsFor(text);
  if (!text.isEmpty()) {
    constexpr qsizetype first = 4;
    QList<Entry> found;
    if (m_foundFor == text)
      for (const query::SearchHit& hit : m_hits) found.append(hitEntry(hit));
    found.append({{{tr("Show all orders that match “%1”").arg(text), {}, Tone::Text, false, {}}, {}, {}}, [this, text] { emit ordersAsked(text); }});
    const qsizetype at = std::min(first, m_entries.size());
    for (qsizetype i = 0; i < found.size(); ++i) m_entries.insert(at + i, found[i]);
  }
  QList<QList<Cell>> rows;
  for (const Entry& entry : m_entries) rows << entry.cells;
  m_rows->setRows(rows);
  place();
  QFrame::show();
  raise();
  m_table->selectRow(std::clamp(chosen, 0, static_cast<int>(m_entries.size()) - 1));
}

void Palette::place() {
  const QWidget* over = parentWidget();
  const QPoint below = m_field->mapTo(over, QPoint(0, m_field->height() + 4));
  const int wanted = std::min<int>(static_cast<int>(m_entries.size()), mostRows) * m_table->verticalHeader()->defaultSectionSize() + m_foot->sizeHint().height() + besideRows;
  setGeometry(below.x(), below.y(), std::min(px(paletteWidth), over->width() - below.x() - 12), std::min(wanted, over->height() - below.y() - 12));
}

void Palette::choose(int row) {
  if (row < 0 || row >= m_entries.size() || !m_entries[row].isPossible) return;
  const auto act = m_entries[row].act;
  hide();
  m_field->clear();
  act();
}

void Palette::step(int rows) {
  if (m_entries.isEmpty()) return;
  const int at = std::clamp(m_table->currentIndex().row() + rows, 0, static_cast<int>(m_entries.size()) - 1);
  m_table->selectRow(at);
}

bool Palette::eventFilter(QObject* watched, QEvent* event) {
  if (watched == m_field && event->type() == QEvent::FocusOut) hide();
  if (watched == parentWidget() && event->type() == QEvent::Resize && isVisible()) place();
  // Esc is a shortcut of the window, which would close what lies under this.
  const bool isKey = event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride;
  if (watched != m_field || !isKey || isHidden()) {
    if (watched == m_field && event->type() == QEvent::KeyPress) {
      const int key = static_cast<QKeyEvent*>(event)->key();
      if (key == Qt::Key_Down || key == Qt::Key_Return || key == Qt::Key_Enter) return typed(), true;
    }
    return QFrame::eventFilter(watched, event);
  }
  const int key = static_cast<QKeyEvent*>(event)->key();
  const bool isOurs = key == Qt::Key_Escape || key == Qt::Key_Up || key == Qt::Key_Down || key == Qt::Key_PageUp || key == Qt::Key_PageDown || key == Qt::Key_Return || key == Qt::Key_Enter;
  if (!isOurs) return QFrame::eventFilter(watched, event);
  event->accept();
  if (event->type() == QEvent::ShortcutOverride) return true;
  if (key == Qt::Key_Escape) hide();
  else if (key == Qt::Key_Up || key == Qt::Key_Down) step(key == Qt::Key_Up ? -1 : 1);
  else if (key == Qt::Key_PageUp || key == Qt::Key_PageDown) step(key == Qt::Key_PageUp ? -mostRows : mostRows);
  else choose(m_table->currentIndex().row());
  return true;
}

}  // namespace twinlane::ui
