#include "catalogue/catalogue_browser.h"

#include "log/log_model.h"
#include "parts/button.h"
#include "parts/label.h"
#include "words/formats.h"
#include "words/headline.h"

namespace twinlane::ui {

namespace {

constexpr int pageOfRows = 100, waitForMoreMs = 150;
constexpr std::size_t eventsAsked = 1'000'000, eventsKept = 200;
constexpr int factColumns = 2, listShare = 7, detailsShare = 5;

}  // namespace

CatalogueBrowser::CatalogueBrowser(const Theme& theme, ShopSession& session, const Words& words, QWidget* parent)
    : QWidget(parent),
      m_theme(theme),
      m_session(session),
      m_words(words),
      m_text(new QLineEdit),
      m_list(new Card(theme, words.title)),
      m_details(new Card(theme, QString(QChar(0x2014)))),
      m_past(new Card(theme, tr("History"), tr("every change is kept"))),
      m_table(new DataTable(theme, words.title)),
      m_history(new DataTable(theme, tr("History"))),
      m_rows(new RowTableModel(words.columns, this)),
      m_historyRows(new RowTableModel({{.title = tr("When"), .whole = true}, {.title = tr("Change"), .whole = true}, {.title = tr("What"), .wraps = true}, {.title = tr("By"), .freeText = true}}, this)),
      m_empty(new EmptyState(theme, m_table->viewport())),
      m_noPast(new EmptyState(theme, m_history->viewport())),
      m_form(new CommandForm(theme, session)),
      m_more(makeButton(theme, tr("Show more"), "link", nullptr, true)),
      m_actions(new QHBoxLayout),
      m_facts(new QGridLayout),
      m_limit(pageOfRows) {
  m_text->setPlaceholderText(words.find);
  m_text->setAccessibleName(words.find);
  m_text->setClearButtonEnabled(true);
  m_text->setFont(theme.font(Type::Data));
  auto* search = new QHBoxLayout;
  search->setContentsMargins(12, 0, 12, 8);
  search->setSpacing(8);
  QPushButton* adding = makeButton(theme, words.add, nullptr, "add");
  search->addWidget(m_text, 1);
  search->addWidget(adding);
  m_list->body()->addLayout(search);
  m_list->corner()->addWidget(m_more);
  m_more->hide();
  m_table->setObjectName(QStringLiteral("catalogueList"));
  m_table->setModel(m_rows);
  m_table->setRowHeight(24);
  m_table->setWidths(words.widths);
  m_list->body()->addWidget(m_table, 1);
  m_actions->setContentsMargins(12, 4, 12, 8);
  m_actions->setSpacing(8);
  m_actions->addStretch(1);
  m_details->body()->addLayout(m_actions);
  m_facts->setContentsMargins(12, 2, 12, 10);
  m_facts->setHorizontalSpacing(12);
  m_facts->setVerticalSpacing(6);
  m_details->body()->addLayout(m_facts);
  m_history->setObjectName(QStringLiteral("catalogueHistory"));
  m_history->setModel(m_historyRows);
  m_history->setRowHeight(24);
  m_history->setWidths({108, 128, 0, 84});
  m_history->setSelectionMode(QAbstractItemView::NoSelection);
  m_past->body()->addWidget(m_history, 1);
  auto* right = new QVBoxLayout;
  right->setSpacing(10);
  right->addWidget(m_details);
  right->addWidget(m_form);
  right->addWidget(m_past, 1);
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(10);
  row->addWidget(m_list, listShare);
  row->addLayout(right, detailsShare);
  m_typing.setSingleShot(true);
  m_typing.setInterval(waitForMoreMs);
  connect(m_text, &QLineEdit::textChanged, &m_typing, qOverload<>(&QTimer::start));
  connect(&m_typing, &QTimer::timeout, this, [this] {
    m_limit = pageOfRows;
    askListing(m_text->text().trimmed(), m_limit);
  });
  connect(m_more, &QPushButton::clicked, this, [this] {
    m_limit += pageOfRows;
    askListing(m_text->text().trimmed(), m_limit);
  });
  connect(adding, &QPushButton::clicked, this, [this] { add(); });
  connect(m_empty, &EmptyState::acted, this, [this] {
    if (m_text->text().isEmpty()) add();
    else m_text->clear();
  });
  connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex& index) {
    if (m_isKeeping || index.row() < 0 || index.row() >= m_ids.size()) return;
    m_chosen = m_ids[index.row()];
    askDetails(m_chosen);
  });
  connect(m_form, &CommandForm::stored, this, [this](const QString& id) { choose(id); });
  m_noPast->say(tr("Choose one in the list."));
}

void CatalogueBrowser::addAction(const QString& name, const char* icon, std::function<void()> action) {
  QPushButton* button = makeButton(m_theme, name, nullptr, icon, true);
  button->setEnabled(false);
  connect(button, &QPushButton::clicked, this, std::move(action));
  m_actions->insertWidget(m_actions->count() - 1, button);
  // Made after the history, which stands under it.
  setTabOrder(button, m_history);
  m_buttons << button;
}

void CatalogueBrowser::ask() {
  askListing(m_text->text().trimmed(), m_limit);
  if (!m_chosen.isEmpty()) askDetails(m_chosen);
}

void CatalogueBrowser::choose(const QString& id) {
  m_chosen = id;
  ask();
}

void CatalogueBrowser::showFailure(const base::Error& error) { m_list->setSubtitle(QString::fromStdString(error.what)); }

void CatalogueBrowser::showListing(const Listing& listing) {
  m_isReady = true;
  m_ids = listing.ids;
  if (listing.currency != m_currency) {
    m_currency = listing.currency;
    QList<Column> columns = m_words.columns;
    Column& money = columns[m_words.moneyColumn];
    if (!m_currency.empty()) money.title = tr("%1, %2").arg(money.title, QString::fromStdString(m_currency.toText()));
    m_rows->setColumns(std::move(columns));
  }
  m_isKeeping = true;
  m_rows->setRows(listing.rows);
  const auto at = static_cast<int>(m_ids.indexOf(m_chosen));
  if (at >= 0) m_table->selectRow(at);
  m_isKeeping = false;
  m_more->setVisible(listing.isMore);
  const QString count = listing.isMore ? tr("the first %1").arg(formatCount(m_ids.size())) : formatCount(m_ids.size());
  m_list->setSubtitle(listing.freshness.lagMs > lagTargetMs ? tr("%1 · true %2 ago").arg(count, formatAge(listing.freshness.lagMs)) : count);
  if (!m_ids.isEmpty()) m_empty->hide();
  else if (m_text->text().isEmpty()) m_empty->say(m_words.none, m_words.add);
  else m_empty->say(m_words.noneFound.arg(m_text->text()), tr("Clear the search"));
  if (m_chosen.isEmpty() && !m_ids.isEmpty()) m_table->selectRow(0);
}

void CatalogueBrowser::showDetails(const QString& id, const QString& title, const Facts& facts, const History& history) {
  if (id != m_chosen) return;
  m_details->setTitle(title);
  m_details->setSubtitle(title == id ? QString() : id);
  while (m_factLabels.size() < 2 * facts.size()) {
    const auto i = static_cast<int>(m_factLabels.size() / 2);
    QLabel* name = makeLabel(m_theme, {}, Type::Data, "muted");
    QLabel* value = makeProse(m_theme, {});
    m_facts->addWidget(name, i / factColumns, i % factColumns * 2, Qt::AlignTop);
    m_facts->addWidget(value, i / factColumns, i % factColumns * 2 + 1);
    m_facts->setColumnStretch(i % factColumns * 2 + 1, 1);
    m_factLabels << name << value;
  }
  for (qsizetype i = 0; i < m_factLabels.size() / 2; ++i) {
    m_factLabels[2 * i]->setText(i < facts.size() ? facts[i].first : QString());
    m_factLabels[2 * i + 1]->setText(i < facts.size() ? facts[i].second : QString());
  }
  const base::Timestamp now = m_session.feed().state().now;
  QList<QList<Cell>> rows;
  for (auto event = history.rbegin(); event != history.rend(); ++event)
    rows << QList<Cell>{{event->isTimeKnown() ? m_session.time().moment(event->when(), now) : tr("unknown"), {}, Tone::Muted, false, {}},
                        {changeTitle(*event), {}, Tone::Text, true, {}},
                        {saidBy(*event), {}, Tone::Text, false, {}},
                        {event->origin == domain::Origin::Import ? tr("import") : QString::fromStdString(event->actor), {}, Tone::Muted, false, {}}};
  if (rows.isEmpty()) m_noPast->say(tr("Only orders name it so far."));
  else m_noPast->hide();
  m_historyRows->setRows(std::move(rows));
  for (QPushButton* button : std::as_const(m_buttons)) button->setEnabled(true);
}

base::Result<CatalogueBrowser::History> CatalogueBrowser::historyOf(query::Reader& reader, const std::string& stream) {
  auto page = reader.events(0, eventsAsked, stream);
  if (!page) return tl::unexpected(page.error());
  History kept = std::move(page->events);
  if (kept.size() > eventsKept) kept.erase(kept.begin(), kept.end() - static_cast<std::ptrdiff_t>(eventsKept));
  return kept;
}

}  // namespace twinlane::ui
