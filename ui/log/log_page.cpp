#include "log/log_page.h"

#include "parts/button.h"
#include "parts/label.h"
#include "words/counts.h"
#include "words/formats.h"
#include "words/glossary.h"

#include <QRegularExpression>
#include <QScrollBar>

namespace twinlane::ui {

namespace {

constexpr int rightWidth = 390, personWidth = 120;
// A command's changes stand side by side in the log, and no command makes more than this.
constexpr store::Position mostTogether = 64;

struct Cause {
  std::vector<store::StoredEvent> together;
  std::optional<store::StoredOutcome> command;
};

}  // namespace

LogPage::LogPage(const Theme& theme, ShopSession& session, QWidget* parent)
    : Page(parent),
      m_session(session),
      m_model(new LogModel(session, this)),
      m_table(new DataTable(theme, tr("Log"))),
      m_together(new DataTable(theme, tr("Stored together"))),
      m_togetherRows(new RowTableModel({{tr("Log no."), true}, {.title = tr("Of"), .freeText = true}, {.title = tr("Change"), .whole = true}}, this)),
      m_empty(new EmptyState(theme, m_table->viewport())),
      m_list(new Card(theme, tr("Log"))),
      m_details(new Card(theme, tr("Choose a change"))),
      m_find(new QLineEdit),
      m_person(new QLineEdit),
      m_kind(new ChoiceBox(theme, tr("Kind of change"))),
      m_follow(makeButton(theme, tr("Follow the end"), "chip")),
      m_all(makeButton(theme, tr("Show all"), "link", nullptr, true)),
      m_open(makeButton(theme, tr("Open the order"), nullptr, "orders", true)),
      m_only(makeButton(theme, tr("Only these changes"), nullptr, "filter", true)),
      m_cause(makeProse(theme, {}, Type::Data, "muted")),
      m_facts(makeProse(theme, {}, Type::Data)),
      m_payload(new QPlainTextEdit) {
  build(theme);
  buildDetails(theme);
  connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex& index) {
    m_wanted = 0;
    const store::StoredEvent* event = m_model->at(index.row());
    m_chosen = event != nullptr ? event->position : index.row() + 1;
    showChosen();
  });
  connect(m_model, &LogModel::arrived, this, [this] {
    m_isReady = true;
    if (m_model->rowCount() > 0) m_empty->hide();
    if (m_wanted > 0 && m_model->rowCount() > 0) m_table->selectRow(m_model->rowOf(m_wanted));
    showChosen();
    showWords();
  });
  connect(m_model, &LogModel::failed, this, [this](const QString& why) { m_list->setSubtitle(why); });
  // Who scrolls up wants to read, not to follow.
  connect(m_table->verticalScrollBar(), &QScrollBar::sliderMoved, this, [this] { follow(m_table->verticalScrollBar()->value() == m_table->verticalScrollBar()->maximum()); });
  connect(m_follow, &QPushButton::toggled, this, &LogPage::toEnd);
  connect(m_all, &QPushButton::clicked, this, [this] { show({}); });
  connect(m_empty, &EmptyState::acted, this, [this] { show({}); });
  connect(m_kind, &QComboBox::activated, this, [this] { pick(m_kind->currentData().toInt(), m_person->text()); });
  connect(m_person, &QLineEdit::editingFinished, this, [this] { pick(m_kind->currentData().toInt(), m_person->text()); });
  connect(m_find, &QLineEdit::returnPressed, this, [this] { find(m_find->text()); });
  connect(m_open, &QPushButton::clicked, this, [this] {
    if (const store::StoredEvent* event = m_model->at(m_table->currentIndex().row())) emit orderOpened(QString::fromStdString(event->stream.id));
  });
  connect(m_only, &QPushButton::clicked, this, [this] {
    if (const store::StoredEvent* event = m_model->at(m_table->currentIndex().row())) {
      m_wanted = event->position;
      show({.stream = QString::fromStdString(event->stream.toText())});
    }
  });
  showChosen();
}

void LogPage::build(const Theme& theme) {
  m_find->setPlaceholderText(tr("No., or customer 14646"));
  m_find->setAccessibleName(tr("Find in the log"));
  m_find->setFont(theme.font(Type::Data));
  // In the order of the alphabet, as nobody knows their numbers.
  QMap<QString, int> kinds;
  for (int type = 1; const char* name = domain::typeNameOf(type); ++type) kinds.insert(eventTitle(name), type);
  m_kind->addItem(tr("All kinds"), 0);
  for (auto kind = kinds.begin(); kind != kinds.end(); ++kind) m_kind->addItem(kind.key(), kind.value());
  m_person->setPlaceholderText(tr("By anybody"));
  m_person->setAccessibleName(tr("By whom: a name as it stands in the last column, or import"));
  m_person->setToolTip(m_person->accessibleName());
  m_person->setFont(theme.font(Type::Data));
  m_person->setFixedWidth(px(personWidth));
  m_follow->setCheckable(true);
  m_follow->setChecked(true);
  m_all->hide();
  // Tab goes as the eye does: the title row comes first.
  m_list->corner()->addWidget(m_all);
  m_list->corner()->addWidget(m_follow);
  auto* search = new QHBoxLayout;
  search->setContentsMargins(12, 0, 12, 8);
  search->setSpacing(8);
  search->addWidget(m_find, 1);
  search->addWidget(m_kind);
  search->addWidget(m_person);
  m_list->body()->addLayout(search);
  m_table->setObjectName(QStringLiteral("log"));
  m_table->setModel(m_model);
  m_table->setRowHeight(22);
  m_table->setWidths({76, 96, 120, 132, 0, 84});
  m_list->body()->addWidget(m_table, 1);
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(12, 12, 12, 12);
  row->setSpacing(10);
  row->addWidget(m_list, 1);
  row->addWidget(m_details);
}

void LogPage::buildDetails(const Theme& theme) {
  m_details->setFixedWidth(px(rightWidth));
  m_payload->setReadOnly(true);
  m_payload->setObjectName(QStringLiteral("payload"));
  m_payload->setAccessibleName(tr("What the change says"));
  m_payload->setFont(theme.font(Type::Mono));
  m_payload->setTabChangesFocus(true);
  m_together->setObjectName(QStringLiteral("together"));
  m_together->setModel(m_togetherRows);
  m_together->setRowHeight(22);
  m_together->setWidths({76, 0, 184});
  m_cause->setObjectName(QStringLiteral("cause"));
  auto* actions = new QHBoxLayout;
  actions->setSpacing(8);
  actions->addWidget(m_open);
  actions->addWidget(m_only);
  actions->addStretch(1);
  auto* body = new QVBoxLayout;
  body->setContentsMargins(12, 2, 12, 10);
  body->setSpacing(8);
  body->addLayout(actions);
  body->addWidget(m_facts);
  body->addWidget(m_payload, 3);
  body->addWidget(makeLabel(theme, tr("The command it came from"), Type::CardTitle));
  body->addWidget(m_cause);
  m_details->body()->addLayout(body, 3);
  m_details->body()->addWidget(m_together, 1);
  connect(m_together, &QAbstractItemView::activated, this, [this](const QModelIndex& index) { find(index.siblingAtColumn(0).data().toString()); });
}

void LogPage::shown() {
  m_model->setHead(m_session.feed().state().head);
  toEnd();
}

void LogPage::beat(int slot) {
  if (slot != 0) return;
  const store::Position head = m_session.feed().state().head;
  m_model->setHead(head);
  showWords();
  toEnd();
}

void LogPage::showWords() {
  const LogFilter& filter = m_model->filter();
  const store::Position head = m_session.feed().state().head;
  const bool isLooking = m_model->lookedThrough() < head;
  if (m_model->rowCount() == 0 && !isLooking) {
    m_isReady = true;
    if (filter.isAny()) m_empty->say(tr("Nothing was stored yet."));
    else m_empty->say(tr("No change is like that."), tr("Show all"));
  }
  if (filter.isAny()) return m_list->setSubtitle(counted(Counted::Changes, head));
  QStringList words{counted(Counted::Changes, m_model->rowCount())};
  if (!filter.stream.isEmpty()) words << tr("of %1").arg(filter.stream);
  if (isLooking) words << tr("looked through to no. %1").arg(formatCount(m_model->lookedThrough()));
  m_list->setSubtitle(words.join(QLatin1Char(' ')));
}

void LogPage::toEnd() {
  if (m_follow->isChecked() && m_model->rowCount() > 0) m_table->scrollToBottom();
}

void LogPage::follow(bool isFollowing) { m_follow->setChecked(isFollowing); }

void LogPage::show(const LogFilter& filter) {
  if (filter == m_model->filter()) return;
  follow(false);
  m_empty->hide();
  m_all->setVisible(!filter.isAny());
  m_kind->setCurrentIndex(m_kind->findData(filter.type));
  m_person->setText(filter.person);
  m_model->show(filter);
  if (filter.isAny() && m_chosen > 0 && m_model->rowCount() > 0) m_table->selectRow(m_model->rowOf(m_chosen));
  showWords();
}

void LogPage::pick(int type, const QString& person) { show({m_model->filter().stream, type, person.trimmed()}); }

void LogPage::find(const QString& text) {
  static const QRegularExpression notDigits(QStringLiteral("[^0-9]"));
  static const QRegularExpression whose(QStringLiteral("^\\s*(order|product|customer|return)[\\s-]+(\\S.*?)\\s*$"), QRegularExpression::CaseInsensitiveOption);
  if (const auto match = whose.match(text); match.hasMatch()) return show({.stream = match.captured(1).toLower() + QLatin1Char('-') + match.captured(2)});
  QString digits = text;
  digits.remove(QChar(0x202F)).remove(QChar(0x2009)).remove(QLatin1Char(' ')).remove(QLatin1Char(','));
  const store::Position position = digits.toLongLong();
  // The state on the screen is of a moment ago, and what is looked for may be of now.
  const store::Position head = m_session.engine().head().position;
  if (digits.contains(notDigits) || position < 1 || position > head)
    return m_list->setSubtitle(tr("“%1” is no number of the log. Type one up to %2, or order, product or customer with its number.").arg(text.trimmed(), formatCount(head)));
  m_model->setHead(head);
  show({});
  follow(false);
  const int row = m_model->rowOf(position);
  m_table->selectRow(row);
  m_table->scrollTo(m_model->index(row, 0), QAbstractItemView::PositionAtCenter);
}

void LogPage::showChosen() {
  const store::StoredEvent* event = m_model->at(m_table->currentIndex().row());
  for (QPushButton* button : {m_open, m_only}) button->setEnabled(event != nullptr);
  m_open->setVisible(event == nullptr || event->stream.category == domain::Category::Order);
  if (event == nullptr) return;
  if (event->position == m_shown) return;
  m_chosen = m_shown = event->position;
  m_details->setTitle(tr("%1, log no. %2").arg(changeTitle(*event), formatCount(event->position)));
  QStringList facts{tr("Change %1 of %2 %3").arg(formatCount(event->version), inSentence(plainWords(domain::name(event->stream.category))), QString::fromStdString(event->stream.id)),
                    tr("Stored %1, %2 by %3").arg(m_session.time().day(event->recordedAt), m_session.time().clock(event->recordedAt), event->origin == domain::Origin::Import ? tr("an import") : QString::fromStdString(event->actor))};
  if (event->occurredAt) facts << tr("Happened %1, %2").arg(m_session.time().day(*event->occurredAt), m_session.time().clock(*event->occurredAt));
  else if (!event->isTimeKnown()) facts << tr("No source says when it happened");
  m_facts->setText(facts.join(QLatin1Char('\n')));
  m_payload->setPlainText(payloadOf(*event));
  askCause(*event);
}

void LogPage::askCause(const store::StoredEvent& event) {
  using Outcome = base::Result<Cause>;
  m_session.bridge().ask<Outcome>(
      this,
      [command = event.command, position = event.position](query::Reader& reader) -> Outcome {
        Cause cause;
        auto page = reader.events(std::max<store::Position>(0, position - mostTogether), 2 * static_cast<std::size_t>(mostTogether));
        if (!page) return tl::unexpected(page.error());
        for (store::StoredEvent& one : page->events)
          if (one.command == command) cause.together.push_back(std::move(one));
        if (auto receipt = reader.receipt(command)) cause.command = std::move(*receipt);
        return cause;
      },
      [this, position = event.position, id = event.command](Outcome cause) {
        if (!cause || position != m_chosen) return;
        QList<QList<Cell>> rows;
        for (const store::StoredEvent& one : cause->together)
          rows << QList<Cell>{{formatCount(one.position), {}, one.position == position ? Tone::Text : Tone::Accent, one.position == position, {}}, {QString::fromStdString(one.stream.id), {}, Tone::Text, false, {}}, {changeTitle(one), {}, Tone::Text, false, {}}};
        m_togetherRows->setRows(std::move(rows));
        const QString number = QString::fromStdString(id.toText());
        if (!cause->command) return m_cause->setText(tr("%1: no receipt of it is kept, as of facts that an import brought.").arg(number));
        const store::StoredOutcome& command = *cause->command;
        m_cause->setText(tr("%1\nGiven by %2, received %3, stored after %4").arg(number, QString::fromStdString(command.principal), m_session.time().clock(command.receivedAt), formatMicros(command.recordedAt.micros - command.receivedAt.micros)));
      });
}

}  // namespace twinlane::ui
