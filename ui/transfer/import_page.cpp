#include "transfer/import_page.h"

#include "base/zone.h"
#include "parts/button.h"
#include "parts/label.h"
#include "transfer/account_rows.h"
#include "words/counts.h"
#include "words/formats.h"
#include "words/glossary.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QResizeEvent>

#include <algorithm>

namespace twinlane::ui {

namespace {
constexpr int padding = 12, gutter = 10, previewRows = 6, otherProfile = -2, lowHeight = 700, middleHeight = 268, middleLow = 236, leastPreview = 60;
}

ImportPage::ImportPage(const Theme& theme, ShopSession& session, QWidget* parent)
    : Page(parent), m_theme(theme), m_session(session), m_run(new ImportRun(session.engine(), this)), m_actions(new QWidget(this)) {
  auto* row = new QHBoxLayout(m_actions);
  row->setContentsMargins(0, 0, 0, 0);
  m_choose = makeButton(theme, tr("Choose a file…"), nullptr, "import");
  row->addWidget(m_choose);
  m_actions->hide();
  connect(m_choose, &QPushButton::clicked, this, &ImportPage::chooseFile);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(padding, padding, padding, padding);
  column->setSpacing(gutter);
  column->addWidget(buildSteps());
  auto* middle = new QHBoxLayout;
  middle->setSpacing(gutter);
  middle->addWidget(buildMapping());
  middle->addWidget(buildPreview(), 1);
  column->addLayout(middle);
  column->addWidget(buildAccount(), 1);
  connect(m_run, &ImportRun::progressed, this, &ImportPage::progressed);
  connect(m_run, &ImportRun::finished, this, &ImportPage::finished);
  connect(m_run, &ImportRun::proved, this, [this] {
    m_leaving = true;
    setStep();
    emit zoneAsked(QString::fromStdString(m_profile.zone), m_profilePath, m_path);
  });
  connect(m_run, &ImportRun::failed, this, &ImportPage::fail);
  listProfiles();
  setStep();
}

QWidget* ImportPage::buildSteps() {
  auto* card = new Card(m_theme, {});
  card->setFixedHeight(46);
  auto* row = new QHBoxLayout;
  row->setContentsMargins(0, 0, 12, 0);
  row->setSpacing(12);
  m_steps = new StepStrip(m_theme, {tr("File"), tr("Mapping"), tr("Take in"), tr("Account")});
  m_file = makeLabel(m_theme, tr("No file chosen yet"), Type::Data, "muted");
  m_progress = new QProgressBar;
  m_progress->setRange(0, 1000);
  m_progress->setTextVisible(false);
  m_progress->setFixedWidth(160);
  m_progress->setAccessibleName(tr("Progress of the import"));
  m_progressText = makeLabel(m_theme, {}, Type::Data, "muted");
  m_cancel = makeButton(m_theme, tr("Cancel"));
  m_start = makeButton(m_theme, tr("Take in"), "primary", "import");
  m_start->setObjectName(QStringLiteral("takeIn"));
  m_cancel->setObjectName(QStringLiteral("cancelImport"));
  row->addWidget(m_steps, 1);
  for (QWidget* widget : std::initializer_list<QWidget*>{m_file, m_progress, m_progressText, m_cancel, m_start}) row->addWidget(widget);
  card->body()->addLayout(row);
  connect(m_start, &QPushButton::clicked, this, &ImportPage::start);
  connect(m_cancel, &QPushButton::clicked, m_run, &ImportRun::cancel);
  return card;
}

QWidget* ImportPage::buildMapping() {
  m_mappingCard = new Card(m_theme, tr("Mapping"), tr("what each column means"));
  m_mappingCard->setFixedSize(440, middleHeight);
  m_profiles = new ChoiceBox(m_theme, tr("Mapping profile"));
  m_mappingCard->corner()->addWidget(m_profiles);
  m_mappingRows = new RowTableModel({{tr("Column in the file"), false}, {tr("Means"), false}}, this);
  m_mapping = new DataTable(m_theme, tr("Mapping"));
  m_mapping->setModel(m_mappingRows);
  m_mapping->setWidths({190, 0});
  m_mapping->setSelectionMode(QAbstractItemView::NoSelection);
  m_mappingCard->body()->addWidget(m_mapping, 1);
  m_mappingNote = makeLabel(m_theme, tr("What the file does not say is not invented."), Type::Data, "muted");
  m_mappingNote->setContentsMargins(12, 6, 12, 8);
  m_mappingCard->body()->addWidget(m_mappingNote);
  connect(m_profiles, &QComboBox::activated, this, &ImportPage::chooseProfile);
  return m_mappingCard;
}

QWidget* ImportPage::buildPreview() {
  m_previewCard = new Card(m_theme, tr("Preview"), tr("the first rows as the file has them"));
  m_previewCard->setFixedHeight(middleHeight);
  m_previewRows = new RowTableModel({}, this);
  m_preview = new DataTable(m_theme, tr("Preview of the file"));
  m_preview->setModel(m_previewRows);
  m_preview->setObjectName(QStringLiteral("preview"));
  m_preview->setSelectionMode(QAbstractItemView::NoSelection);
  m_preview->setSideways(true);
  m_previewCard->body()->addWidget(m_preview, 1);
  m_message = makeProse(m_theme, tr("Choose a CSV file, or one packed as .gz. Nothing is stored before you press “Take in”."), Type::Data, "muted");
  m_message->setObjectName(QStringLiteral("importMessage"));
  m_message->setContentsMargins(12, 6, 12, 8);
  m_previewCard->body()->addWidget(m_message);
  return m_previewCard;
}

QWidget* ImportPage::buildAccount() {
  m_accountCard = new Card(m_theme, tr("Account of the rows"), tr("every row has exactly one fate"));
  m_accountCard->setObjectName(QStringLiteral("accountCard"));
  m_shares = new ShareBar(m_theme);
  m_accountCard->body()->addWidget(m_shares);
  m_accountRows = new RowTableModel(accountColumns(), this);
  m_accountRows->setTotal(true);
  m_account = new DataTable(m_theme, tr("Account of the rows"));
  m_account->setObjectName(QStringLiteral("account"));
  m_account->setModel(m_accountRows);
  m_account->setRowHeight(25);
  m_account->setWidths({122, 300, 100, 84, 0});
  m_account->setSelectionMode(QAbstractItemView::NoSelection);
  m_accountCard->body()->addWidget(m_account, 1);
  m_accountCard->body()->addWidget(makeHairline());
  auto* foot = new QWidget;
  foot->setFixedHeight(44);
  auto* row = new QHBoxLayout(foot);
  row->setContentsMargins(12, 0, 12, 0);
  m_became = makeLabel(m_theme, tr("Nothing has been taken in yet."), Type::Data, "muted");
  m_open = makeButton(m_theme, tr("Open the orders"), "primary");
  m_open->setObjectName(QStringLiteral("openOrders"));
  m_became->setObjectName(QStringLiteral("became"));
  m_zones = makeLabel(m_theme, {}, Type::Label, "muted");
  m_zones->setObjectName(QStringLiteral("zones"));
  m_zones->hide();
  auto* words = new QVBoxLayout;
  words->setSpacing(0);
  words->addStretch(1);
  words->addWidget(m_became);
  words->addWidget(m_zones);
  words->addStretch(1);
  row->addLayout(words, 1);
  row->addWidget(m_open);
  connect(m_open, &QPushButton::clicked, this, &ImportPage::ordersAsked);
  m_accountCard->body()->addWidget(foot);
  return m_accountCard;
}

// In a low window the account gets more of the room and its rows stand closer, so that the line with the sum is in sight.
void ImportPage::resizeEvent(QResizeEvent* event) {
  Page::resizeEvent(event);
  const bool low = height() < lowHeight;
  m_account->setRowHeight(low ? 22 : 25);
  m_mappingCard->setFixedHeight(low ? middleLow : middleHeight);
  m_previewCard->setFixedHeight(low ? middleLow : middleHeight);
}

void ImportPage::shown() {
  if (!m_done && !m_run->running()) askPast();
}

// What was taken in on earlier days stands in the shop folder.
void ImportPage::askPast() {
  using Answer = std::pair<base::Result<store::ImportLedger::Account>, base::Result<query::OrderCounts>>;
  m_session.bridge().ask<Answer>(
      this, [](query::Reader& reader) { return Answer{reader.importAccount(), reader.orderCounts()}; },
      [this](Answer answer) {
        m_ready = m_ready || !m_run->running();
        const auto& [rows, counts] = answer;
        if (rows && counts && rows->rows > 0 && !m_done && !m_run->running()) showPast(*rows, *counts);
      });
}

void ImportPage::showPast(const store::ImportLedger::Account& rows, const query::OrderCounts& counts) {
  transfer::ImportAccount account;
  account.rows = rows.rows;
  account.accepted = rows.accepted;
  account.quarantined = rows.quarantined;
  account.ignored = rows.ignored;
  showAccount(account, AccountOf::AllBefore);
  // Among the orders may be some that were entered by hand: they are the shop's, not the file's.
  m_became->setText(tr("Taken in earlier: %1. The shop now has %2.").arg(counted(Counted::Rows, rows.accepted), counted(Counted::Orders, counts.orders)));
}

void ImportPage::listProfiles() {
  const QDir shipped(QStringLiteral(":/profiles"));
  for (const QString& name : shipped.entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name)) {
    QFile file(shipped.filePath(name));
    if (!file.open(QIODevice::ReadOnly)) continue;
    const auto check = transfer::readProfile(name.toStdString(), file.readAll().toStdString());
    m_profiles->addItem(check.profile.name.empty() ? QFileInfo(name).completeBaseName() : QString::fromStdString(check.profile.name), shipped.filePath(name));
  }
  m_profiles->addItem(tr("Another profile…"), otherProfile);
  m_profiles->setFixedWidth(190);
  if (m_profiles->count() > 1) readProfile(m_profiles->itemData(0).toString());
}

void ImportPage::chooseProfile() {
  if (m_profiles->currentData().toInt() != otherProfile || m_profiles->currentData().userType() == QMetaType::QString)
    return readProfile(m_profiles->currentData().toString());
  const QString path = QFileDialog::getOpenFileName(this, tr("Mapping profile"), {}, tr("Profiles (*.json)"));
  if (path.isEmpty()) return m_profiles->setCurrentIndex(m_profiles->findData(m_profilePath));
  setProfile(path);
}

void ImportPage::setProfile(const QString& path) {
  if (m_profiles->findData(path) < 0) m_profiles->insertItem(0, QFileInfo(path).completeBaseName(), path);
  m_profiles->setCurrentIndex(m_profiles->findData(path));
  readProfile(path);
}

void ImportPage::readProfile(const QString& path) {
  m_profilePath = path;
  // What was asked for the profile before is not told of this one, nor when this one cannot be read.
  ++m_asked;
  QFile file(path);
  m_profileGood = false;
  if (!file.open(QIODevice::ReadOnly)) return fail(tr("The profile cannot be read"), path, file.errorString());
  const transfer::ProfileCheck check = transfer::readProfile(QFileInfo(path).fileName().toStdString(), file.readAll().toStdString());
  if (!check.problems.empty()) {
    const transfer::ProfileProblem& first = check.problems.front();
    return fail(tr("The profile has a problem: %1").arg(QString::fromStdString(first.problem)),
                  tr("%1, line %2, key %3").arg(QString::fromStdString(first.file)).arg(first.line).arg(QString::fromStdString(first.key)),
                  QString::fromStdString(first.remedy));
  }
  m_profile = check.profile;
  m_profileGood = true;
  showMapping({});
  askPreview();
  setStep();
}

void ImportPage::showMapping(const std::vector<transfer::ProfileProblem>& problems) {
  QList<QList<Cell>> rows;
  qsizetype marked = 0;
  for (const auto& [field, column] : m_profile.columns) {
    const bool bad = std::any_of(problems.begin(), problems.end(), [key = "columns." + field](const transfer::ProfileProblem& problem) { return problem.key == key; });
    if (bad) ++marked;
    rows << QList<Cell>{{QString::fromStdString(column), bad ? StateMark{MarkShape::Square, Tone::Bad} : StateMark{}, bad ? Tone::Bad : Tone::Text, false, {}},
                        {plainWords(field), {}, Tone::Text, true, {}}};
  }
  m_mappingRows->setRows(rows);
  m_mapping->setWidths({190, 0});
  m_mappingNote->setText(marked == 0 ? tr("What the file does not say is not invented.") : tr("%1 of these %2 columns cannot be found in the file.").arg(marked).arg(rows.size()));
  setTone(m_mappingNote, marked == 0 ? "muted" : "bad");
}

void ImportPage::chooseFile() {
  if (m_run->running()) return;
  const QString path = QFileDialog::getOpenFileName(this, tr("Orders to take in"), {}, tr("Orders (*.csv *.csv.gz *.gz);;All files (*)"));
  if (!path.isEmpty()) setFile(path);
}

void ImportPage::setFile(const QString& path) {
  m_path = path;
  askPreview();
  // The account on the screen was that of the file before.
  askPast();
  setStep();
}

// A packed file is unpacked for it, and a disk may be slow: not on this thread.
void ImportPage::askPreview() {
  m_done = m_cancelled = false;
  m_fit = Fit::NotKnown;
  const int asked = ++m_asked;
  if (m_path.isEmpty()) return;
  // The profile before would read the file in its own way; why this one cannot be used stays said.
  if (!m_profileGood) return showPreview({});
  say(tr("Nothing is stored before you press “Take in”."));
  const auto answer = std::make_shared<base::Result<transfer::FileBeginning>>();
  m_session.bridge().inBackground(
      [answer, profile = m_profile, path = m_path.toStdString()] { *answer = transfer::readBeginning(profile, path, previewRows); }, this,
      [this, asked, answer] {
        if (asked != m_asked) return;
        const bool good = answer->has_value();
        showPreview(good ? **answer : transfer::FileBeginning());
        if (asked == m_begun) return;
        if (good) return judge(answer->value().problems);
        m_fit = Fit::FitsNot;
        fail(QString::fromStdString(answer->error().what), QString::fromStdString(answer->error().where), QString::fromStdString(answer->error().remedy));
      });
}

void ImportPage::showPreview(const transfer::FileBeginning& beginning) {
  QList<Column> columns;
  for (const std::string& name : beginning.columns) columns << Column{.title = QString::fromStdString(name), .whole = true};
  QList<QList<Cell>> rows;
  for (const std::vector<std::string>& line : beginning.rows) {
    QList<Cell>& row = rows.emplace_back();
    for (const std::string& cell : line) row << Cell{QString::fromStdString(cell), {}, Tone::Text, false, {}};
  }
  // The columns of the file before say nothing about these.
  m_preview->setWidths({});
  m_previewRows->setColumns(columns);
  m_previewRows->setRows(rows);
  sharePreview();
}

void ImportPage::judge(const std::vector<transfer::ProfileProblem>& problems) {
  showMapping(problems);
  m_fit = problems.empty() ? Fit::Fits : Fit::FitsNot;
  if (m_fit == Fit::FitsNot) {
    QStringList all;
    for (const transfer::ProfileProblem& problem : problems)
      if (const QString text = QString::fromStdString(problem.problem); !all.contains(text)) all << text;
    const transfer::ProfileProblem& first = problems.front();
    return fail(tr("The file does not fit this profile: %1").arg(all.join(QStringLiteral("; "))), tr("line %1").arg(first.line), QString::fromStdString(first.remedy));
  }
  setStep();
}

// Each column gets what its cells need, and the widest also what is left.
void ImportPage::sharePreview() {
  QList<int> widths(m_previewRows->columnCount(), leastPreview);
  int widest = -1, most = 0;
  for (int column = 0; column < m_previewRows->columnCount(); ++column)
    for (int row = 0; row < m_previewRows->rowCount(); ++row)
      if (const int needed = m_preview->cells().neededWidth(m_previewRows->index(row, column)); needed > most) {
        most = needed;
        widest = column;
      }
  if (widest >= 0) widths[widest] = 0;
  m_preview->setWidths(widths);
}

void ImportPage::setStep() {
  const bool running = m_run->running();
  const bool chosen = !m_path.isEmpty();
  m_steps->setCurrent(m_done && !m_cancelled ? 4 : running || m_cancelled ? 2 : chosen && m_profileGood && m_fit == Fit::Fits ? 2 : chosen ? 1 : 0);
  m_file->setText(chosen ? tr("%1 · %2").arg(QFileInfo(m_path).fileName(), formatBytes(QFileInfo(m_path).size())) : tr("No file chosen yet"));
  // The keyboard goes from the button that begins to the one that stops, and back; else it would land on a table.
  const bool begins = running && (m_start->hasFocus() || m_choose->hasFocus()), ends = !running && m_cancel->hasFocus();
  m_progress->setVisible(running);
  m_progressText->setVisible(running);
  m_cancel->setVisible(running);
  m_start->setVisible(!running);
  // What a cancelled run left is taken in by another one.
  m_start->setText(m_cancelled ? tr("Take in the rest") : tr("Take in"));
  m_start->setEnabled(chosen && m_profileGood && m_fit != Fit::FitsNot && !m_leaving && (!m_done || m_cancelled));
  m_start->setToolTip(!chosen                  ? tr("Choose a file first")
                      : !m_profileGood         ? tr("The profile has a problem")
                      : m_fit == Fit::FitsNot  ? tr("The file does not fit the profile")
                                               : QString());
  m_profiles->setEnabled(!running);
  m_choose->setEnabled(!running);
  if (begins) m_cancel->setFocus();
  if (ends) (m_start->isEnabled() ? m_start : m_open)->setFocus();
  showZones();
}

// A shop takes the zone of its first file; with its first order its days are fixed.
bool ImportPage::zoneIsOpen() const {
  return !m_session.options().practice && !base::sameZone(m_profile.zone, m_session.engine().zone()) && m_session.engine().head().position == 0;
}

// A moment near midnight falls on another day there; who compares the months with the file's must know it.
void ImportPage::showZones() {
  const std::string& shop = m_session.engine().zone();
  m_zones->setText(tr("Times of this file are %1; days and months here are counted in %2.").arg(QString::fromStdString(m_profile.zone), QString::fromStdString(shop)));
  m_zones->setVisible(!m_path.isEmpty() && m_profileGood && !base::sameZone(m_profile.zone, shop) && !zoneIsOpen());
}

void ImportPage::start() {
  if (m_path.isEmpty() || !m_profileGood || m_fit == Fit::FitsNot || m_leaving || m_run->running()) return;
  m_begun = m_asked;
  m_progress->setValue(0);
  m_progressText->setText(tr("Checking the file…"));
  // A file that is refused leaves the zone as it is.
  if (zoneIsOpen()) {
    m_run->prove(m_profile, {m_path.toStdString()});
    return setStep();
  }
  m_done = m_cancelled = false;
  say(tr("Taking in. What is stored stays stored when you cancel; the same rows are never taken in twice."));
  m_run->start(m_profile, {m_path.toStdString()});
  setStep();
}

void ImportPage::showAccount(const transfer::ImportAccount& account, AccountOf what) {
  // It may stand beside the name of another file: one that was chosen since, or was refused.
  m_accountCard->setSubtitle(what == AccountOf::AllBefore ? tr("of all files taken in so far; every row has exactly one fate")
                                                          : tr("of %1; every row has exactly one fate").arg(QFileInfo(m_path).fileName()));
  m_shares->show(account);
  m_accountRows->setColumns(accountColumns(what));
  m_accountRows->setRows(accountRows(account, what));
  m_account->setWidths({122, 300, 100, 84, 0});
}

// Until the file has been read once, the account is that of the files before.
void ImportPage::progressed(const transfer::ImportAccount& account) {
  if (!account.rowsInFiles) return;
  m_progress->setValue(static_cast<int>(account.rows * 1000 / std::max<std::int64_t>(1, *account.rowsInFiles)));
  m_progressText->setText(tr("%1 of %2").arg(formatCount(account.rows), counted(Counted::Rows, *account.rowsInFiles)));
  showAccount(account, AccountOf::ThisRun);
  m_became->setText(tr("So far %1 and %2 in the log.").arg(counted(Counted::Orders, account.orders), counted(Counted::Changes, account.events)));
}

void ImportPage::finished(const transfer::ImportAccount& account) {
  m_ready = true;
  m_cancelled = account.cancelled && account.rows > 0;
  m_done = !account.cancelled || m_cancelled;
  if (!m_done) {
    say(tr("Cancelled before the first row was taken in."));
    return setStep();
  }
  showAccount(account, AccountOf::ThisRun);
  const QString took = account.seconds < 10 ? formatMicros(static_cast<std::int64_t>(account.seconds * 1e6)) : formatAge(static_cast<std::int64_t>(account.seconds * 1000));
  m_became->setText(allThereAlready(account) ? tr("Nothing was added; the file was read in %1.").arg(took)
                                             : tr("Became %1 and %2 in the log, in %3.").arg(counted(Counted::Orders, account.orders), counted(Counted::Changes, account.events), took));
  if (m_cancelled) say(tr("Cancelled after row %1 of the file. What stands up to it is kept; “Take in the rest” goes on from there.").arg(formatCount(account.rows)));
  else if (allThereAlready(account)) say(tr("All rows of this file were there already; nothing was added."));
  else say(tr("All rows have been read."));
  setStep();
}

void ImportPage::say(const QString& text, const char* tone) {
  setTone(m_message, tone);
  m_message->setText(text);
}

void ImportPage::fail(const QString& what, const QString& where, const QString& remedy) {
  QStringList parts;
  for (const QString& part : {what, where, remedy})
    if (!part.isEmpty()) parts << part;
  say(parts.join(QStringLiteral(" · ")), "bad");
  m_ready = true;
  m_leaving = false;
  setStep();
}

}  // namespace twinlane::ui
