#include "transfer/account_card.h"

#include "parts/button.h"
#include "parts/label.h"
#include "words/counts.h"
#include "words/formats.h"
#include "words/glossary.h"

#include <QButtonGroup>

#include <algorithm>

namespace twinlane::ui {

namespace {

constexpr int leastFoot = 44;

QList<int> accountWidths() { return {122, 300, 100, 84, 0}; }
QList<int> fileWidths() { return {0, 110, 110, 110, 110, 170}; }

QString timesOf(const transfer::ImportAccount& account) {
  if (account.ambiguousTimes == 0 && account.missingTimes == 0) return {};
  return AccountCard::tr("Local times: %1 happened twice and count as the earlier one, %2 never happened and were shifted.").arg(formatCount(account.ambiguousTimes), formatCount(account.missingTimes));
}

// Facts pass no guard; what would have stopped them is told, the most frequent first.
QString breaksOf(const transfer::ImportAccount& account) {
  constexpr std::size_t mostTold = 3;
  std::vector<std::pair<std::int64_t, std::string>> breaks;
  std::int64_t all = 0;
  for (const auto& [reason, count] : account.guardBreaks) {
    breaks.emplace_back(count, reason);
    all += count;
  }
  std::sort(breaks.rbegin(), breaks.rend());
  QStringList parts;
  for (std::size_t i = 0; i < std::min(mostTold, breaks.size()); ++i) parts << AccountCard::tr("%1 %2").arg(inSentence(plainWords(breaks[i].second)), formatCount(breaks[i].first));
  if (breaks.size() > mostTold) parts << AccountCard::tr("others");
  return parts.isEmpty() ? QString() : AccountCard::tr("Entered by hand, %1 would have been refused: %2.").arg(counted(Counted::Changes, all), parts.join(QStringLiteral(", ")));
}

}  // namespace

AccountCard::AccountCard(const Theme& theme, QWidget* parent)
    : Card(theme, tr("Account of the rows"), tr("every row has exactly one fate"), parent),
      m_rows(new RowTableModel(accountColumns(), this)),
      m_fileRows(new RowTableModel(fileColumns(), this)),
      m_table(new DataTable(theme, tr("Account of the rows"))),
      m_files(new DataTable(theme, tr("Account by file"))),
      m_faces(new QStackedWidget),
      m_shares(new ShareBar(theme)),
      m_became(makeLabel(theme, tr("Nothing has been taken in yet."), Type::Data, "muted")),
      m_times(makeLabel(theme, {}, Type::Label, "muted")),
      m_breaks(makeLabel(theme, {}, Type::Label, "muted")),
      m_zones(makeLabel(theme, {}, Type::Label, "muted")),
      m_byFate(makeButton(theme, tr("By fate"), "chip")),
      m_byFile(makeButton(theme, tr("By file"), "chip")),
      m_aside(makeButton(theme, tr("Rows not imported"), nullptr, "setaside")),
      m_open(makeButton(theme, tr("Open the orders"), "primary")) {
  setObjectName(QStringLiteral("accountCard"));
  m_rows->setTotal(true);
  m_table->setObjectName(QStringLiteral("account"));
  m_table->setModel(m_rows);
  m_table->setWidths(accountWidths());
  m_table->setSelectionMode(QAbstractItemView::NoSelection);
  m_fileRows->setTotal(true);
  m_files->setObjectName(QStringLiteral("accountByFile"));
  m_files->setModel(m_fileRows);
  m_files->setWidths(fileWidths());
  m_files->setSelectionMode(QAbstractItemView::NoSelection);
  m_byFile->setObjectName(QStringLiteral("byFile"));
  auto* either = new QButtonGroup(this);
  for (QPushButton* chip : {m_byFate, m_byFile}) {
    chip->setCheckable(true);
    either->addButton(chip);
    corner()->addWidget(chip);
  }
  m_byFate->setChecked(true);
  connect(either, &QButtonGroup::idToggled, this, &AccountCard::face);
  m_faces->addWidget(m_table);
  m_faces->addWidget(m_files);
  body()->addWidget(m_shares);
  body()->addWidget(m_faces, 1);
  body()->addWidget(makeHairline());
  auto* foot = new QWidget;
  foot->setMinimumHeight(px(leastFoot));
  auto* row = new QHBoxLayout(foot);
  row->setContentsMargins(12, 2, 12, 2);
  row->setSpacing(8);
  m_became->setObjectName(QStringLiteral("became"));
  m_times->setObjectName(QStringLiteral("localTimes"));
  m_breaks->setObjectName(QStringLiteral("guardBreaks"));
  m_zones->setObjectName(QStringLiteral("zones"));
  m_aside->setObjectName(QStringLiteral("openAside"));
  m_open->setObjectName(QStringLiteral("openOrders"));
  auto* words = new QVBoxLayout;
  words->setSpacing(0);
  words->addStretch(1);
  for (QLabel* label : {m_became, m_times, m_breaks, m_zones}) words->addWidget(label);
  words->addStretch(1);
  m_times->hide();
  m_breaks->hide();
  m_zones->hide();
  row->addLayout(words, 1);
  row->addWidget(m_aside);
  row->addWidget(m_open);
  body()->addWidget(foot);
  setAside(0, 0);
  connect(m_open, &QPushButton::clicked, this, &AccountCard::ordersAsked);
  connect(m_aside, &QPushButton::clicked, this, &AccountCard::asideAsked);
}

void AccountCard::show(const transfer::ImportAccount& account, AccountOf what, const QString& of, const std::map<std::string, std::int64_t>& repaired) {
  m_of = of;
  face();
  m_shares->show(account);
  m_rows->setColumns(accountColumns(what));
  m_rows->setRows(accountRows(account, what, repaired));
  m_table->setWidths(accountWidths());
  m_times->setText(timesOf(account));
  m_times->setVisible(!m_times->text().isEmpty());
  m_breaks->setText(breaksOf(account));
  m_breaks->setVisible(!m_breaks->text().isEmpty());
}

// By file it is always that of all files, which only the shop folder keeps.
void AccountCard::face() {
  const bool byFile = m_byFile->isChecked();
  m_faces->setCurrentWidget(byFile ? m_files : m_table);
  m_shares->setVisible(!byFile);
  setSubtitle(byFile ? tr("of all files taken in so far, with rows repaired since") : m_of.isEmpty() ? tr("every row has exactly one fate") : tr("of %1; every row has exactly one fate").arg(m_of));
}

void AccountCard::setPast(const store::ImportLedger::Account& account) {
  m_fileRows->setRows(account.files.empty() ? QList<QList<Cell>>() : fileRows(account));
  m_files->setWidths(fileWidths());
  std::int64_t open = 0, repaired = 0;
  for (const auto& [reason, count] : account.quarantined) open += count;
  for (const auto& [reason, count] : account.repaired) repaired += count;
  setAside(open + repaired, open);
}

void AccountCard::setZones(const QString& text) {
  m_zones->setText(text);
  m_zones->setVisible(!text.isEmpty());
}

void AccountCard::setAside(std::int64_t rows, std::int64_t open) {
  m_aside->setEnabled(rows > 0);
  m_aside->setText(open > 0 ? tr("Not imported: %1…").arg(counted(Counted::Rows, open)) : tr("Rows not imported…"));
  m_aside->setAccessibleName(m_aside->text());
}

// In a low window the rows stand closer, so that the line with the sum is in sight.
void AccountCard::setLow(bool low) {
  for (DataTable* table : {m_table, m_files}) table->setRowHeight(low ? 22 : 25);
}

}  // namespace twinlane::ui
