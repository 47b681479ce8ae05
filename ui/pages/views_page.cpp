#include "pages/views_page.h"

#include "parts/button.h"
#include "parts/card.h"
#include "parts/label.h"
#include "words/formats.h"
#include "words/glossary.h"

namespace twinlane::ui {

ViewsPage::ViewsPage(const Theme& theme, ShopSession& session, QWidget* parent)
    : Page(parent),
      m_session(session),
      m_table(new DataTable(theme, tr("Views"))),
      m_rows(new RowTableModel({{tr("View"), false}, {tr("State"), false}, {tr("At"), true}, {tr("Behind, changes"), true}, {tr("Behind, time"), true},
                                {tr("A second"), true}, {tr("Caught up in"), true}, {tr("Set aside"), true}, {.title = tr("Why"), .freeText = true}},
                               this)),
      m_toggle(makeButton(theme, tr("Pause"), nullptr, "pause")) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(12, 12, 12, 12);
  column->setSpacing(10);
  auto* card = new Card(theme, tr("Views"), tr("each follows the log at its own pace"));
  m_table->setObjectName(QStringLiteral("views"));
  m_table->setModel(m_rows);
  m_table->setRowHeight(28);
  m_table->setWidths({150, 120, 90, 124, 100, 80, 100, 80, 0});
  m_table->setGrowing(true);
  card->body()->addWidget(m_table);
  auto* foot = new QWidget;
  foot->setFixedHeight(44);
  auto* row = new QHBoxLayout(foot);
  row->setContentsMargins(12, 0, 12, 0);
  row->addWidget(makeLabel(theme, tr("A paused view waits: its changes stay in the log and nothing is lost."), Type::Data, "muted"));
  row->addStretch(1);
  row->addWidget(m_toggle);
  card->body()->addWidget(foot);
  column->addWidget(card);
  column->addWidget(makeProse(theme, tr("Making a list anew, comparing two copies and looking into changes set aside come here later."), Type::Data, "muted"));
  column->addStretch(1);
  connect(m_toggle, &QPushButton::clicked, this, &ViewsPage::toggle);
  connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &ViewsPage::show);
}

void ViewsPage::beat(int slot) {
  if (slot != 0) return;
  m_lists = m_session.feed().state().lists;
  show();
}

void ViewsPage::show() {
  QList<QList<Cell>> rows;
  for (const projection::Status& list : m_lists) {
    const QString stopped = !list.error.empty() ? QString::fromStdString(list.error) : QString::fromStdString(list.pauseReason);
    const QString why = stopped.isEmpty() && list.discarded > 0 ? tr("Changes discarded: %1").arg(formatCount(list.discarded)) : stopped;
    rows << QList<Cell>{{listTitle(list.name), {}, Tone::Text, true, {}},
                        {stateWord(list.state, list.lagMs), stateMark(list.state, list.lagMs), Tone::Text, false, {}},
                        {formatCount(list.position), {}, Tone::Text, false, {}},
                        {formatCount(list.lagEvents), {}, Tone::Text, false, {}},
                        {formatAge(list.lagMs), {}, Tone::Text, false, {}},
                        {formatRate(list.eventsPerSecond), {}, Tone::Text, false, {}},
                        {list.etaMs > 0 ? formatAge(list.etaMs) : QString(QChar(0x2014)), {}, Tone::Text, false, {}},
                        {formatCount(list.parked), {}, list.parked > 0 ? Tone::Bad : Tone::Text, false, {}},
                        {why, {}, Tone::Muted, false, {}}};
  }
  const bool grown = rows.size() != m_rows->rowCount();
  m_rows->setRows(rows);
  if (grown) {
    m_table->updateGeometry();
    m_table->selectRow(0);
  }
  const auto at = static_cast<std::size_t>(std::max(0, m_table->currentIndex().row()));
  if (at >= m_lists.size()) return;
  const bool paused = m_lists[at].state == projection::State::Paused;
  const QString title = listTitle(m_lists[at].name);
  const QString text = paused ? tr("Resume %1").arg(title) : tr("Pause %1").arg(title);
  if (m_toggle->text() == text) return;
  m_toggle->setText(text);
  m_toggle->setAccessibleName(text);
}

void ViewsPage::toggle() {
  const auto at = static_cast<std::size_t>(std::max(0, m_table->currentIndex().row()));
  if (at >= m_lists.size()) return;
  if (m_lists[at].state == projection::State::Paused) m_session.bridge().resume(m_lists[at].name);
  else m_session.bridge().pause(m_lists[at].name, "paused on the page Views");
}

}  // namespace twinlane::ui
