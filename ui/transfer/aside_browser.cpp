#include "transfer/aside_browser.h"

#include "parts/button.h"
#include "parts/label.h"
#include "transfer/preview/meaning_rows.h"
#include "transfer/row_reason.h"
#include "words/counts.h"
#include "words/formats.h"
#include "words/glossary.h"

#include <QFileDialog>
#include <QFileInfo>

#include <algorithm>

namespace twinlane::ui {

namespace {

constexpr int asideRowHeight = 22, repairTextHeight = 58, meaningHeight = 38;
// Bytes of a row that are kept; cut between characters.
constexpr std::size_t keptOfRow = 4096, keptSlack = 4;

std::int64_t countOf(const std::map<std::string, std::int64_t>& counts, const std::string& name) {
  const auto found = counts.find(name);
  return found == counts.end() ? 0 : found->second;
}

// A row may go over several lines; a cell has one.
QString inOneLine(QString text) { return text.replace(QLatin1Char('\n'), QChar(0x21B5)).remove(QLatin1Char('\r')); }

// "Bad date 3 (…), bad quantity 5 (…)", with what would fix each.
QString reasonsOf(const RowsByReason& rows) {
  QStringList words;
  for (const auto& [reason, count] : rows) words << AsideBrowser::tr("%1 %2 (%3)").arg(plainWords(reason), formatCount(count), remedyOf(reason));
  return words.join(QStringLiteral(", "));
}

QList<Column> asideColumns() {
  return {{.title = AsideBrowser::tr("File"), .freeText = true}, {.title = AsideBrowser::tr("Row"), .number = true}, {.title = AsideBrowser::tr("Reason"), .freeText = true},
          {.title = AsideBrowser::tr("What would fix it"), .freeText = true}, {.title = AsideBrowser::tr("Row as the file has it"), .freeText = true}};
}

}  // namespace

AsideBrowser::AsideBrowser(const Theme& theme, EngineBridge& bridge, QWidget* parent)
    : Card(theme, tr("Rows not imported"), tr("of all files taken in so far"), parent),
      m_bridge(bridge),
      m_reasons(new ChoiceBox(theme, tr("Reason"))),
      m_openOnly(makeButton(theme, tr("Open ones only"), "chip")),
      m_table(new DataTable(theme, tr("Rows not imported"))),
      m_model(new RowTableModel(asideColumns(), this)),
      m_empty(new EmptyState(theme, m_table->viewport())) {
  setObjectName(QStringLiteral("asideCard"));
  setFocusProxy(m_table);
  m_empty->hide();
  m_reasons->setObjectName(QStringLiteral("asideReasons"));
  m_openOnly->setObjectName(QStringLiteral("asideOpenOnly"));
  m_openOnly->setCheckable(true);
  m_openOnly->setChecked(true);
  auto* back = makeButton(theme, tr("Back to the account"), "link", nullptr, true);
  back->setObjectName(QStringLiteral("asideBack"));
  for (QWidget* widget : std::initializer_list<QWidget*>{m_reasons, m_openOnly, back}) corner()->addWidget(widget);
  m_table->setObjectName(QStringLiteral("aside"));
  m_table->setModel(m_model);
  m_table->setRowHeight(asideRowHeight);
  m_table->setWidths({130, 66, 170, 360, 0});
  m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
  body()->addWidget(m_table, 1);
  body()->addWidget(makeHairline());
  body()->addWidget(buildPager(theme));
  body()->addWidget(makeHairline());
  body()->addWidget(buildRepair(theme));
  connect(back, &QPushButton::clicked, this, &AsideBrowser::closed);
  connect(m_openOnly, &QPushButton::toggled, this, [this] { open(m_filter.reason); });
  connect(m_reasons, &QComboBox::activated, this, [this] { open(m_reasons->currentData().toString().toStdString()); });
  connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &AsideBrowser::rowChosen);
}

QWidget* AsideBrowser::buildPager(const Theme& theme) {
  auto* foot = new QWidget;
  foot->setFixedHeight(px(34));
  auto* row = new QHBoxLayout(foot);
  row->setContentsMargins(12, 0, 12, 0);
  m_place = makeLabel(theme, {}, Type::Data, "muted");
  m_place->setObjectName(QStringLiteral("asidePlace"));
  m_earlier = makeButton(theme, tr("Earlier rows"), nullptr, nullptr, true);
  m_earlier->setObjectName(QStringLiteral("asideEarlier"));
  m_later = makeButton(theme, tr("Later rows"), nullptr, nullptr, true);
  m_later->setObjectName(QStringLiteral("asideLater"));
  m_all = makeButton(theme, tr("Take in all as they are"), nullptr, nullptr, true);
  m_all->setObjectName(QStringLiteral("asideAll"));
  m_all->setToolTip(tr("All open rows of this kind with the texts they have: for a profile that was mended since"));
  row->addWidget(m_place);
  row->addStretch(1);
  row->addWidget(m_all);
  row->addWidget(m_earlier);
  row->addWidget(m_later);
  connect(m_all, &QPushButton::clicked, this, [this] {
    stayOnRows();
    emit takeAllAsked(QString::fromStdString(m_filter.reason), m_headerFile);
  });
  connect(m_earlier, &QPushButton::clicked, this, [this] {
    m_starts.pop_back();
    m_before -= static_cast<std::int64_t>(rowsAtOnce);
    read();
  });
  connect(m_later, &QPushButton::clicked, this, [this] {
    m_starts.push_back(m_rows.back().index);
    m_before += static_cast<std::int64_t>(m_rows.size());
    read();
  });
  return foot;
}

QWidget* AsideBrowser::buildRepair(const Theme& theme) {
  auto* panel = new QWidget;
  auto* column = new QVBoxLayout(panel);
  column->setContentsMargins(12, 8, 12, 8);
  column->setSpacing(6);
  m_columns = new ShortLabel(theme, Type::Mono, "muted");
  m_columns->setObjectName(QStringLiteral("repairColumns"));
  m_text = new QPlainTextEdit;
  m_text->setObjectName(QStringLiteral("repairText"));
  m_text->setAccessibleName(tr("Text of the row"));
  m_text->setFont(theme.font(Type::Mono));
  m_text->setFixedHeight(px(repairTextHeight));
  m_text->setTabChangesFocus(true);
  m_text->setAcceptDrops(false);
  m_meaning = makeProse(theme, {}, Type::Data);
  m_meaning->setObjectName(QStringLiteral("repairMeaning"));
  m_meaning->setFixedHeight(px(meaningHeight));
  m_message = new ShortLabel(theme, Type::Data, "muted", 2);
  m_message->setObjectName(QStringLiteral("repairMessage"));
  m_take = makeButton(theme, tr("Take in"), "primary", "import");
  m_take->setObjectName(QStringLiteral("repairTake"));
  m_undo = makeButton(theme, tr("Undo my changes"));
  m_columnsFrom = makeButton(theme, tr("Columns from another file…"));
  m_profileFrom = makeButton(theme, tr("Choose a profile…"));
  m_profileFrom->setObjectName(QStringLiteral("repairProfile"));
  auto* row = new QHBoxLayout;
  row->setSpacing(8);
  row->addWidget(m_message, 1);
  for (QWidget* widget : std::initializer_list<QWidget*>{m_profileFrom, m_columnsFrom, m_undo, m_take}) row->addWidget(widget);
  column->addWidget(m_columns);
  column->addWidget(m_text);
  column->addWidget(m_meaning);
  column->addLayout(row);
  connect(m_text, &QPlainTextEdit::textChanged, this, &AsideBrowser::edited);
  connect(m_take, &QPushButton::clicked, this, &AsideBrowser::takeIn);
  connect(m_columnsFrom, &QPushButton::clicked, this, &AsideBrowser::chooseColumns);
  connect(m_profileFrom, &QPushButton::clicked, this, &AsideBrowser::profileAsked);
  connect(m_undo, &QPushButton::clicked, this, [this] {
    for (const store::QuarantinedRow* chosenRow : chosen()) m_edits.remove(chosenRow->index);
    showRows();
    rowChosen();
  });
  return panel;
}

void AsideBrowser::setProfile(std::optional<transfer::Profile> profile) {
  m_profile = std::move(profile);
  m_headers.clear();
  if (isVisible()) rowChosen();
}

void AsideBrowser::open(const std::string& reason) {
  m_filter = {reason, m_openOnly->isChecked()};
  m_starts = {0};
  m_before = 0;
  say({}, "muted");
  read();
}

void AsideBrowser::read() {
  using Answer = std::pair<base::Result<AsidePage>, base::Result<store::ImportLedger::Account>>;
  const int asked = ++m_asked;
  m_bridge.ask<Answer>(
      this, [after = m_starts.back(), filter = m_filter](query::Reader& reader) { return Answer{readAside(reader, after, filter, rowsAtOnce), reader.importAccount()}; },
      [this, asked](Answer answer) {
        if (asked != m_asked) return;
        const auto& [page, account] = answer;
        if (page && account) return show(*page, *account);
        const base::Error& error = page ? account.error() : page.error();
        say(QString::fromStdString(error.what + (error.remedy.empty() ? "" : " · " + error.remedy)), "bad");
      });
}

void AsideBrowser::show(const AsidePage& page, const store::ImportLedger::Account& account) {
  m_rows = page.rows;
  showReasons(account);
  m_matching = 0;
  for (const auto* rows : {&account.quarantined, &account.repaired})
    for (const auto& [reason, count] : *rows)
      if ((m_filter.reason.empty() || reason == m_filter.reason) && (rows == &account.quarantined || !m_filter.openOnly)) m_matching += count;
  const auto here = static_cast<std::int64_t>(m_rows.size());
  m_place->setText(m_rows.empty() ? tr("No rows") : tr("%1 to %2 of %3").arg(formatCount(m_before + 1), formatCount(m_before + here), counted(Counted::Rows, m_matching)));
  for (const auto& [button, can] : {std::pair{m_earlier, m_starts.size() > 1}, {m_later, page.more}}) {
    if (button->hasFocus() && !can) m_table->setFocus();
    button->setEnabled(can);
  }
  showRows();
  if (m_rows.empty()) m_empty->say(account.quarantined.empty() && m_filter.openOnly ? tr("Every row was imported.") : tr("No row of this kind is open."));
  else m_empty->hide();
  m_table->clearSelection();
  m_table->scrollToTop();
  if (!m_rows.empty()) m_table->selectRow(std::min(m_nextRow, static_cast<int>(m_rows.size()) - 1));
  m_nextRow = 0;
  rowChosen();
}

void AsideBrowser::showReasons(const store::ImportLedger::Account& account) {
  m_reasons->clear();
  m_reasons->addItem(tr("All reasons"), QString());
  std::map<std::string, std::int64_t> open = account.quarantined;
  for (const auto& [reason, repaired] : account.repaired) open[reason];
  for (const auto& [reason, rows] : open) {
    const std::int64_t repaired = countOf(account.repaired, reason);
    m_reasons->addItem(repaired == 0 ? tr("%1 · %2").arg(plainWords(reason), formatCount(rows)) : tr("%1 · %2, %3 taken in since").arg(plainWords(reason), formatCount(rows), formatCount(repaired)), QString::fromStdString(reason));
  }
  m_reasons->setCurrentIndex(std::max(0, m_reasons->findData(QString::fromStdString(m_filter.reason))));
  m_reasons->updateGeometry();
}

QString AsideBrowser::textOf(const store::QuarantinedRow& row) const { return m_edits.value(row.index, QString::fromStdString(row.raw)); }

void AsideBrowser::showRows() {
  QList<QList<Cell>> cells;
  for (const store::QuarantinedRow& row : m_rows) {
    const StateMark mark = row.repaired ? StateMark{MarkShape::Dot, Tone::Ok} : m_edits.contains(row.index) ? StateMark{MarkShape::Half, Tone::Accent} : StateMark{MarkShape::Square, Tone::Bad};
    cells << QList<Cell>{{QFileInfo(QString::fromStdString(row.file)).fileName(), {}, Tone::Text, false, {}},
                         {formatCount(row.row), {}, Tone::Muted, false, {}},
                         {plainWords(row.reason), mark, Tone::Text, true, {}},
                         {row.repaired ? tr("taken in since") : remedyOf(row.reason), {}, row.repaired ? Tone::Muted : Tone::Text, false, {}},
                         {inOneLine(textOf(row)), {}, m_edits.contains(row.index) ? Tone::Accent : Tone::Text, false, {}}};
  }
  m_model->setRows(cells);
}

const store::QuarantinedRow* AsideBrowser::current() const {
  const int row = m_table->currentIndex().row();
  return row < 0 || row >= static_cast<int>(m_rows.size()) ? nullptr : &m_rows[static_cast<std::size_t>(row)];
}

std::vector<const store::QuarantinedRow*> AsideBrowser::chosen() const {
  std::vector<int> places;
  for (const QModelIndex& index : m_table->selectionModel()->selectedRows()) places.push_back(index.row());
  std::sort(places.begin(), places.end());
  std::vector<const store::QuarantinedRow*> rows;
  for (const int place : places)
    if (place < static_cast<int>(m_rows.size()) && !m_rows[static_cast<std::size_t>(place)].repaired) rows.push_back(&m_rows[static_cast<std::size_t>(place)]);
  return rows;
}

void AsideBrowser::rowChosen() {
  const store::QuarantinedRow* row = current();
  {
    const QSignalBlocker quiet(m_text);
    const QString text = row == nullptr ? QString() : textOf(*row);
    if (m_text->toPlainText() != text) m_text->setPlainText(text);
    m_text->setReadOnly(row == nullptr || row->repaired || m_running);
  }
  if (row != nullptr && (!m_profile || m_profile->source != row->source)) emit sourceAsked(QString::fromStdString(row->source));
  if (row != nullptr && m_profile && m_profile->source == row->source) askHeader(row->file);
  showMeaning();
}

void AsideBrowser::edited() {
  const store::QuarantinedRow* row = current();
  if (row == nullptr || row->repaired) return;
  const QString text = m_text->toPlainText();
  if (text == QString::fromStdString(row->raw)) m_edits.remove(row->index);
  else m_edits[row->index] = text;
  showRows();
  showMeaning();
}

// A file may lie on a slow disk: not on this thread.
void AsideBrowser::askHeader(const std::string& file) {
  const QString path = m_headerFile.isEmpty() ? QString::fromStdString(file) : m_headerFile;
  if (m_headers.contains(path)) return;
  m_headers.insert(path, std::string());  // asked for
  const auto answer = std::make_shared<base::Result<std::string>>();
  m_bridge.inBackground([answer, profile = *m_profile, path] { *answer = transfer::readHeader(profile, path.toStdString()); }, this, [this, answer, path, source = m_profile->source] {
    if (!m_profile || m_profile->source != source || !m_headers.contains(path)) return;
    m_headers.insert(path, *answer);
    showMeaning();
  });
}

// What the text would become, and what can be done with the rows that are chosen.
void AsideBrowser::showMeaning() {
  const store::QuarantinedRow* row = current();
  const auto rows = chosen();
  const auto told = [this](const QString& text, const char* tone) {
    setTone(m_meaning, tone);
    m_meaning->setText(text);
  };
  bool can = false;
  m_columns->setWhole({});
  m_columnsFrom->setVisible(false);
  m_profileFrom->setVisible(row != nullptr && !row->repaired && (!m_profile || m_profile->source != row->source));
  m_profileFrom->setEnabled(!m_running);
  if (row == nullptr) {
    told({}, "muted");
  } else if (row->repaired) {
    told(tr("Taken in since, with a repaired text or by a later reading of its file."), "ok");
  } else if (!m_profile) {
    told(tr("The profile in use has a problem; mend it, or choose another one here, to repair rows."), "bad");
  } else if (m_profile->source != row->source) {
    told(tr("This row came in under the source “%1”; the profile in use is of “%2”. Choose the file of that source’s profile here.").arg(QString::fromStdString(row->source), QString::fromStdString(m_profile->source)), "bad");
  } else if (m_profile->isHistory() && row->reason == transfer::movedLine && !m_edits.contains(row->index)) {
    told(tr("An equal line stood under another number. Take it in when it is another one: it comes in when its files are given again."), "muted");
    can = true;
  } else if (const auto header = m_headers.value(m_headerFile.isEmpty() ? QString::fromStdString(row->file) : m_headerFile); !header) {
    told(tr("The columns are not known: %1 (%2).").arg(QString::fromStdString(header.error().what), QString::fromStdString(header.error().where)), "bad");
    m_columnsFrom->setVisible(true);
  } else if (!header->empty()) {
    m_columns->setWhole(inOneLine(QString::fromStdString(*header)));
    const auto node = transfer::readRow(*m_profile, *header, m_text->toPlainText().toStdString());
    const Meaning meaning = node ? meaningOf(*node) : Meaning{QString::fromStdString(node.error().what), {}, false};
    // A long row was not kept whole; what is left of it may look like one.
    const bool cut = row->raw.size() + keptSlack > keptOfRow && !m_edits.contains(row->index);
    told(cut ? tr("Only the beginning of this row was kept: write it anew. %1").arg(meaning.text) : meaning.text, meaning.takenIn && !cut ? "ok" : "bad");
    can = meaning.takenIn || rows.size() > 1;
  }
  m_take->setText(rows.size() > 1 ? tr("Take in %1").arg(counted(Counted::Rows, static_cast<std::int64_t>(rows.size()))) : tr("Take in this row"));
  m_take->setEnabled(can && !rows.empty() && !m_running);
  m_all->setEnabled(!m_running && row != nullptr && m_profile && m_profile->source == row->source);
  m_undo->setEnabled(!m_running && std::any_of(rows.begin(), rows.end(), [this](const store::QuarantinedRow* one) { return m_edits.contains(one->index); }));
}

void AsideBrowser::chooseColumns() {
  const QString path = QFileDialog::getOpenFileName(this, tr("A file with the same columns"), {}, tr("Orders (*.csv *.csv.gz *.gz);;All files (*)"));
  if (path.isEmpty()) return;
  m_headerFile = path;
  rowChosen();
}

void AsideBrowser::takeIn() {
  std::vector<transfer::RepairedRow> rows;
  for (const store::QuarantinedRow* row : chosen()) {
    const auto text = m_edits.contains(row->index) ? std::optional(textOf(*row).toStdString()) : std::nullopt;
    rows.push_back({row->index, text, !text && row->reason == transfer::movedLine});
  }
  if (rows.empty()) return;
  stayOnRows();
  emit takeAsked(rows, m_headerFile);
}

// The button goes dead while it runs: the keyboard stays with the rows, on the one that comes next.
void AsideBrowser::stayOnRows() {
  m_nextRow = std::max(0, m_table->currentIndex().row());
  for (const QModelIndex& index : m_table->selectionModel()->selectedRows()) m_nextRow = std::min(m_nextRow, index.row());
  if (m_take->hasFocus() || m_all->hasFocus()) m_table->setFocus();
}

void AsideBrowser::setRunning(bool running) {
  m_running = running;
  if (isVisible()) rowChosen();
}

void AsideBrowser::tell(const transfer::RepairAccount& account, const RowsByReason& stay) {
  QStringList parts;
  if (account.accepted > 0) parts << tr("%1 taken in").arg(counted(Counted::Rows, account.accepted));
  if (account.ignored > 0) parts << tr("%1 left out by a rule").arg(counted(Counted::Rows, account.ignored));
  if (account.toCome > 0) parts << tr("%1 to come in when their files are given again").arg(counted(Counted::Rows, account.toCome));
  if (account.already > 0) parts << tr("%1 repaired before").arg(counted(Counted::Rows, account.already));
  std::int64_t stayed = 0;
  for (const auto& [reason, rows] : stay) stayed += rows;
  if (stay.size() == 1) parts << tr("%1 not taken in. %2").arg(counted(Counted::Rows, stayed), reasonSentence(stay.begin()->first));
  if (stay.size() > 1) parts << tr("%1 not taken in: %2").arg(counted(Counted::Rows, stayed), reasonsOf(stay));
  if (parts.isEmpty()) parts << tr("Nothing was taken in");
  say(parts.join(QStringLiteral(" · ")), stay.empty() ? "ok" : "bad");
  // What was taken in needs its changes no more; what stays keeps them.
  for (const store::QuarantinedRow* row : chosen())
    if (std::none_of(account.refused.begin(), account.refused.end(), [row](const auto& one) { return one.index == row->index; })) m_edits.remove(row->index);
  read();
}

void AsideBrowser::say(const QString& text, const char* tone) {
  setTone(m_message, tone);
  m_message->setWhole(text);
}

}  // namespace twinlane::ui
