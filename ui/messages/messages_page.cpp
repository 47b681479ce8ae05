#include "messages/messages_page.h"

#include "parts/button.h"
#include "words/formats.h"

#include <QButtonGroup>
#include <QVBoxLayout>

namespace twinlane::ui {

namespace {

constexpr int workHeight = 190, wrappedHeight = 24;

}  // namespace

MessagesPage::MessagesPage(const Theme& theme, ShopSession& session, QWidget* parent)
    : Page(parent),
      m_session(session),
      m_work(new Card(theme, tr("Under way"), tr("long work goes on while you do something else"))),
      m_past(new Card(theme, tr("Messages"), tr("since the folder was opened"))),
      m_workTable(new DataTable(theme, tr("Work under way"))),
      m_table(new DataTable(theme, tr("Messages"))),
      m_workRows(new RowTableModel({{.title = tr("What"), .freeText = true}, {tr("Done"), true}, {.title = tr("How it stands"), .freeText = true}}, this)),
      m_rows(new RowTableModel({{.title = tr("When"), .whole = true}, {.title = tr("Kind"), .whole = true}, {.title = tr("What happened"), .freeText = true, .wraps = true}}, this)),
      m_idle(new EmptyState(theme, m_workTable->viewport())),
      m_empty(new EmptyState(theme, m_table->viewport())),
      m_end(makeButton(theme, tr("End it"), nullptr, "close", true)),
      m_open(makeButton(theme, tr("Go there"), nullptr, nullptr, true)) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(12, 12, 12, 12);
  column->setSpacing(10);
  m_workTable->setObjectName(QStringLiteral("work"));
  m_workTable->setModel(m_workRows);
  m_workTable->setWidths({260, 72, 0});
  m_work->body()->addWidget(m_workTable, 1);
  m_work->corner()->addWidget(m_end);
  m_work->setFixedHeight(px(workHeight));
  m_table->setObjectName(QStringLiteral("messages"));
  m_table->setModel(m_rows);
  m_table->setRowHeight(wrappedHeight);
  m_table->setWidths({124, 76, 0});
  auto* either = new QButtonGroup(this);
  const std::pair<std::optional<MessageKind>, QString> kinds[] = {{std::nullopt, tr("All")}, {MessageKind::Alert, tr("Alerts")}, {MessageKind::Task, tr("Work")}, {MessageKind::Notice, tr("Notices")}};
  for (const auto& [kind, name] : kinds) {
    QPushButton* chip = makeButton(theme, name, "chip");
    chip->setCheckable(true);
    chip->setChecked(!kind);
    either->addButton(chip);
    m_past->corner()->addWidget(chip);
    connect(chip, &QPushButton::clicked, this, [this, kind = kind] { showKind(kind); });
    m_kinds.append({kind, chip});
  }
  m_past->corner()->addSpacing(8);
  m_past->corner()->addWidget(m_open);
  m_past->body()->addWidget(m_table, 1);
  column->addWidget(m_work);
  column->addWidget(m_past, 1);
  connect(m_end, &QPushButton::clicked, this, [this] {
    const int row = std::max(0, m_workTable->currentIndex().row());
    if (row < m_session.tasks().all().size()) m_session.tasks().cancel(m_session.tasks().all()[row].number);
  });
  const auto open = [this] {
    if (const int row = m_table->currentIndex().row(); row >= 0 && row < m_listed.size() && !m_listed[row].page.isEmpty()) emit pageAsked(m_listed[row].page);
  };
  connect(m_open, &QPushButton::clicked, this, open);
  connect(m_table, &QAbstractItemView::activated, this, open);
  connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex& index) {
    m_open->setEnabled(index.row() >= 0 && index.row() < m_listed.size() && !m_listed[index.row()].page.isEmpty());
  });
  connect(&session.messages(), &Messages::changed, this, [this] {
    if (isVisible()) shown();
  });
  connect(&session.tasks(), &Tasks::changed, this, [this] {
    if (isVisible()) listWork();
  });
  m_open->setEnabled(false);
  list();
  listWork();
}

void MessagesPage::shown() {
  list();
  listWork();
  m_session.messages().markRead();
}

void MessagesPage::showKind(std::optional<MessageKind> kind) {
  m_kind = kind;
  for (const auto& [of, chip] : m_kinds) chip->setChecked(of == kind);
  list();
}

void MessagesPage::list() {
  m_listed.clear();
  QList<QList<Cell>> rows;
  const base::Timestamp now = m_session.engine().clock().wall();
  for (const Message& message : m_session.messages().all()) {
    if (m_kind && message.kind != *m_kind) continue;
    m_listed.append(message);
    const QString kind = message.kind == MessageKind::Alert ? tr("Alert") : message.kind == MessageKind::Task ? tr("Work") : tr("Notice");
    rows << QList<Cell>{{m_session.time().moment(message.at, now), {}, Tone::Muted, false, {}}, {kind, message.mark, Tone::Text, false, {}}, {message.text, {}, Tone::Text, false, {}}};
  }
  m_rows->setRows(rows);
  if (rows.isEmpty()) m_empty->say(m_kind ? tr("Nothing of this kind so far.") : tr("Nothing to tell so far. What needs you, work that ends and lists that pause would stand here."));
  else m_empty->hide();
}

void MessagesPage::listWork() {
  QList<QList<Cell>> rows;
  bool canEnd = false;
  for (const Task& task : m_session.tasks().all()) {
    canEnd = canEnd || (task.cancel && !task.isCancelled);
    const QString done = task.share ? tr("%1 %").arg(static_cast<int>(*task.share * 100)) : QString(QChar(0x2026));
    rows << QList<Cell>{{task.name, {}, Tone::Text, true, {}}, {done, {}, Tone::Text, false, {}}, {task.isCancelled ? tr("Being ended…") : task.detail, {}, Tone::Muted, false, {}}};
  }
  m_workRows->setRows(rows);
  m_end->setEnabled(canEnd);
  m_end->setToolTip(canEnd ? tr("What is done so far stays") : tr("Nothing is under way that could be ended."));
  if (rows.isEmpty()) m_idle->say(tr("Nothing is under way."));
  else m_idle->hide();
}

}  // namespace twinlane::ui
